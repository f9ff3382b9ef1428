import CvxDomain
import CvxRender
import CvxRuntime
import CvxServices

/// A change before it is made, for a person to look at: what it would do, and some rows before and after.
struct ChangePreviewText {
    /// From this many rows on, the number is to be typed.
    private static let large = 100

    private let preview: ChangePreview

    init(_ preview: ChangePreview) { self.preview = preview }

    private var summary: ChangeSummary { preview.summary }

    /// Why rows are left alone that would have to go.
    static func keyless(_ count: Int) -> String {
        let (its, it) = count == 1 ? ("its", "it") : ("their", "they")
        return "\(its) table declares no primary key, so that \(it) could not be had back"
    }

    private var subject: String { Session.counted(summary.changing, preview.plan.entity) }

    private var headline: String {
        let stores = summary.stores.map(\.rawValue).joined(separator: " and ")
        let place = stores.isEmpty ? "" : " in \(stores)"
        var lines: String
        switch preview.plan.kind {
        case .update: lines = "\(subject) would change\(place)"
        case .delete, .untag: lines = "\(subject) would be deleted\(place)"
        case .release: lines = "\(subject) would be taken off\(place)"
        case .insert, .tag, .suppress: lines = "\(subject) would be added\(place)"
        }
        let same = summary.chosen - summary.changing
        if same > 0 { lines += "; \(Session.grouped(same)) more are that way already" }
        for marked in summary.marked where marked.count > 0 {
            let rows = Session.counted(marked.count, marked.entity)
            lines += "\n  \(rows) would \(preview.plan.makesRows ? "be marked" : "lose the mark")"
        }
        for dependent in summary.dependents {
            let rows = Session.counted(dependent.count, dependent.entity)
            lines +=
                dependent.rule == .delete ? "\n  with \(summary.changing == 1 ? "it" : "them") \(rows)" : ""
            lines += dependent.rule == .clear ? "\n  \(rows) would stay and no longer say whose" : ""
            lines += dependent.rule == .keep ? "\n  \(rows) would stay: \(Self.keyless(dependent.count))" : ""
        }
        return lines
    }

    func write(to output: any ByteOutput, session: Session) throws {
        try output.write(headline + "\n")
        guard !preview.sample.isEmpty, !preview.fields.isEmpty || preview.labelField != nil else { return }
        var columns: [ResultColumn] = preview.isOfRows ? [ResultColumn("id", .text)] : []
        if let label = preview.labelField { columns.append(ResultColumn(label, .text)) }
        columns += preview.fields.map { ResultColumn($0.name, .text) }
        let rows = preview.sample.map { row in
            (preview.isOfRows ? [Scalar.text(row.key.id)] : [])
                + (preview.labelField == nil ? [] : [row.label]) + row.cells.map { Self.text($0, preview) }
        }
        var options = session.renderOptions
        options.maxRows = nil
        options.isTerminal = true
        options.showsCount = false
        try RecordTable.write(columns, rows, format: .table, options: options, to: output)
        let more = summary.changing - preview.sample.count
        if more > 0 { try output.write("  … and \(Session.grouped(more)) more\n") }
    }

    private static func text(_ cell: ChangePreview.Cell, _ preview: ChangePreview) -> Scalar {
        func shown(_ value: Scalar) -> String { value.isNull ? "∅" : value.text }
        if preview.plan.makesRows { return .text(shown(cell.after)) }
        return .text(cell.differs ? "\(shown(cell.before)) → \(shown(cell.after))" : shown(cell.before))
    }

    var question: String {
        let verb =
            switch preview.plan.kind {
            case .update: "change"
            case .delete, .untag: "delete"
            case .release: "take off"
            case .insert, .tag, .suppress: "add"
            }
        return summary.changing >= Self.large
            ? "type \(summary.changing) to \(verb) \(subject): " : "\(verb) \(subject)? [y/N] "
    }

    /// Nil, as an end of input gives it, is no.
    func agrees(_ answer: String?) -> Bool {
        guard let answer = answer?.lowercased() else { return false }
        let word = answer.filter { $0 != "," && $0 != "_" && !$0.isWhitespace }
        return summary.changing >= Self.large
            ? word == String(summary.changing) : ["y", "yes"].contains(word)
    }
}

extension ChangePreview {
    /// The sample shows rows that are there.
    fileprivate var isOfRows: Bool { sample.first?.key.id.isEmpty == false }
}
