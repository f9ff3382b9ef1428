import CvxCommands
import CvxDomain
import CvxLanguage

extension ChangeRefusal {
    /// As a diagnostic at the field that it is about, where the statement names it.
    func diagnostic(at place: ChangePlace) -> Diagnostic {
        func span(_ field: String) -> CvxLanguage.Span { place.fields[field] ?? place.verb }
        func of(_ row: RowKey?) -> String { row.map { " in @\($0.id)" } ?? "" }
        switch self {
        case .value(let field, let problem, let row):
            return Diagnostic(
                .changeInvalid, problem.message + of(row), at: span(field), help: problem.help,
                notes: ["0 changes made"])
        case .null(let field, let row):
            return Diagnostic(
                .changeInvalid, "`\(field)` cannot be null\(of(row)): the store takes none", at: span(field),
                notes: ["0 changes made"])
        case .noSuchRow(let field, let entity, let id):
            return Diagnostic(
                .changeInvalid, "there is no \(entity) with the id \(id)", at: span(field),
                notes: ["0 changes made"])
        case .noColumn(let field, let store, let rows):
            let which =
                rows == 0 ? "" : "\(rows) of the rows \(rows == 1 ? "lives" : "live") in \(store.rawValue): "
            return Diagnostic(
                .changeInvalid, "\(which)\(store.rawValue) has no column for `\(field)`", at: span(field),
                help: rows == 0
                    ? nil : "narrow it: `… where store = \"\(store == .prisma ? "leadflow" : "prisma")\"`",
                notes: ["0 changes made"])
        case .required(let entity, let fields):
            return Diagnostic(
                .changeInvalid, "a new \(entity) needs \(fields.joined(separator: ", "))",
                at: place.verb,
                help: "add `\(fields[0]): …`")
        case .dependents(let entity, let count):
            return Diagnostic(
                .changeInvalid, "\(count) \(entity) belong to it, and cannot be without", at: place.verb,
                help: "delete or move them first", notes: ["0 changes made"])
        case .splitAddress(let fields):
            return Diagnostic(
                .changeInvalid, "the address stands in several columns here", at: span("address"),
                help: "set \(fields.joined(separator: ", "))")
        case .noShare(let field, let whole, let row):
            return Diagnostic(
                .changeInvalid,
                "the store has `\(field)` as a share of `\(whole)`, and there is no `\(whole)`\(of(row))",
                at: span(field), help: "set `\(whole)` as well", notes: ["0 changes made"])
        case .notWhole(let field, let whole, let row):
            return Diagnostic(
                .changeInvalid,
                "the store has `\(field)` in whole percents of `\(whole)`, and this would be none\(of(row))",
                at: span(field), help: "set `\(field)_percent`", notes: ["0 changes made"])
        case .noTable(let entity):
            return Diagnostic(
                .entityNotInStores, "no open store has a table for \(entity)", at: place.verb)
        case .noID(let entity, let store):
            return Diagnostic(
                .changeInvalid, "rows of \(store.rawValue).\(entity) have no id to tell them apart by",
                at: place.verb)
        case .sticky(let entity, let field, let rows):
            return Diagnostic(
                .doNotCall,
                "a do-not-call mark stays: \(Session.counted(rows, entity)) \(rows == 1 ? "has" : "have") one",
                at: span(field),
                help: "a manager takes it off: `dnc remove … reason \"…\"`", notes: ["0 changes made"])
        case .carried(let entity, let field, let place):
            return Diagnostic(
                .changeInvalid, "\(place) holds no `\(field)` of its \(entity)", at: span(field),
                help: "a trace's rows do: `where store = \"skip_trace\"`", notes: ["0 changes made"])
        }
    }
}
