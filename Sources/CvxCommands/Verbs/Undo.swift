import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let undo = Verb(
        CommandShape(
            "undo", arguments: 0...1,
            options: [.init("run", .expression), .init("because", .expression)]),
        "take back the last change, one by its number, or all of a script's run",
        examples: ["undo", "undo 12", "undo run \"2026-11-24-0312\" because \"wrong list\""]
    ) { invocation in
        guard let undoing = invocation.host.undoing, let journal = invocation.host.journal else {
            throw Diagnostic(
                .cannotUndo, "nothing was changed here yet", at: invocation.command.span)
        }
        let ids = try entries(invocation, journal)
        let check = try undoing.checkUndo(ids)
        if invocation.host.isDryRun { return .text(lines(ids, check, journal, would: true)) }
        if check.counts.reduce(0, { $0 + $1.total }) == 0 {
            invocation.host.say(lines(ids, check, journal, would: true).joined(separator: "\n"))
            return .value(.scalar(.int(0)))
        }
        let needsConsent = check.conflictCount > 0 || check.counts.reduce(0) { $0 + $1.total } > 1
        if needsConsent {
            let agreed = try invocation.host.agrees(
                to: lines(ids, check, journal, would: true), question: "take it back?",
                at: invocation.command.span)
            if !agreed {
                invocation.host.say("nothing changed")
                return .nothing
            }
        }
        var draft = invocation.host.draft(
            reason: invocation.options["because"]?.summary, at: invocation.command.span)
        draft.undoes = ids
        let report = try undoing.undo(ids, draft: draft)
        for line in lines(ids, report, journal, would: false) { invocation.host.say(line) }
        return .nothing
    }

    private static func entries(
        _ invocation: VerbInvocation, _ journal: any JournalReading
    ) throws -> [Int64] {
        if let run = invocation.options["run"]?.summary {
            var filter = JournalFilter()
            filter.run = run
            let done = try journal.entries(filter).filter { $0.state == .done }
            for entry in done {
                if let outside = entry.draft.outside {
                    invocation.host.say("left alone: change \(entry.id) \(outside)")
                }
            }
            let ids = done.filter { $0.draft.outside == nil }.map(\.id)
            guard !ids.isEmpty else {
                throw Diagnostic(
                    .cannotUndo, "no change of a run `\(run)` is left to take back",
                    at: invocation.command.span,
                    help: "`history runs` lists the runs")
            }
            return ids
        }
        if let number = invocation.arguments.first?.scalar {
            guard case .int(let id) = number else {
                throw Diagnostic(
                    .badArgument, "`undo` takes the number of a change", at: invocation.command.span,
                    help: "`history` lists them")
            }
            return [id]
        }
        // The last change that stands and is no undo itself: undoing twice goes back two steps.
        let last = try journal.entries(JournalFilter(limit: 200))
            .first { $0.state == .done && $0.draft.undoes.isEmpty }
        guard let last else {
            throw Diagnostic(
                .cannotUndo, "there is no change to take back", at: invocation.command.span,
                help: "`history` lists them; `undo 12` takes an undo back as well")
        }
        return [last.id]
    }

    private static func lines(
        _ ids: [Int64], _ report: UndoReport, _ journal: any JournalReading, would: Bool
    ) -> [String] {
        var lines: [String] = []
        for id in ids.prefix(5) {
            if let entry = try? journal.entry(id) { lines.append("\(id): \(entry.draft.statement)") }
        }
        if ids.count > 5 { lines.append("… and \(ids.count - 5) more") }
        let counts = JournalWords.counts(report.counts)
        lines.append(would ? "would be taken back: \(counts)" : "taken back: \(counts)")
        if let entry = report.entry { lines[lines.count - 1] += " · `undo \(entry.id)` brings it back" }
        for conflict in report.conflicts { lines.append("left alone: \(conflict.text)") }
        let more = report.conflictCount - report.conflicts.count
        if more > 0 { lines.append("left alone: \(more) more rows") }
        return lines
    }
}

extension JournalEntry.TableCount {
    var total: Int { added + updated + deleted }
}

extension UndoConflict {
    /// `prisma.Lead clx9f2: status is now "DEAD", the change left "HOT"`
    fileprivate var text: String {
        let place = "\(store.rawValue).\(table) \(key.map(\.text).joined(separator: ", "))"
        let who = by.map { " (by change \($0))" } ?? ""
        switch reason {
        case .changed(let column, let left, let now):
            return "\(place): \(column) is now \(now.quoted)\(who), the change left \(left.quoted)"
        case .gone: return "\(place): it was deleted since\(who)"
        case .keyTaken: return "\(place): a row with its key is there again\(who)"
        case .constraint(let words): return "\(place): \(words)"
        case .parentGone(let table): return "\(place): its row of \(table) is gone"
        case .hasChildren(let table): return "\(place): rows of \(table) belong to it now"
        case .tableChanged: return "\(place): the table is another one now"
        }
    }
}

extension StoredValue {
    fileprivate var quoted: String {
        if case .text(let text) = self { return "\"\(text)\"" }
        if case .null = self { return "null" }
        return text
    }
}
