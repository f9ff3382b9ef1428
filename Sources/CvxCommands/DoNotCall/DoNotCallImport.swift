import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `dnc import` and `dnc lists`: the national and the states' lists.
struct DoNotCallImport {
    static let lists = [
        ResultColumn("list", .text), ResultColumn("as_of", .date), ResultColumn("days", .int),
        ResultColumn("numbers", .int), ResultColumn("imported_at", .instant), ResultColumn("by", .text),
        ResultColumn("file", .text),
    ]

    private let invocation: VerbInvocation
    private var command: CheckedCommand { invocation.command }
    private var host: any VerbHost { invocation.host }

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func list() throws -> VerbOutcome {
        let today = host.today
        let records = try host.doNotCall?.imported().map { list in
            Record(
                names: Self.lists.map(\.name),
                values: [
                    .text(list.list.name), .date(list.asOf), .int(list.age(on: today)),
                    .int(Int64(list.count)),
                    .instant(list.importedAt), .text(list.by), .text(list.file),
                ])
        }
        return .records(Self.lists, records ?? [])
    }

    func run() throws -> VerbOutcome {
        guard let importing = host.doNotCallImporting else {
            throw Diagnostic(.storeReadOnly, "nothing can be imported here", at: command.span)
        }
        let value = invocation.target ?? invocation.arguments.first
        guard let value, case .text(let path) = value.scalar else {
            throw Diagnostic(
                .badArgument, "`dnc import` takes a file's name", at: command.span,
                help: "`dnc import \"480.txt\" as of 2026-11-01`")
        }
        let list = try list(command.options.first { $0.name == "state" })
        let asOf = try day(of: path, importing)
        let known = try host.doNotCall?.imported().first { $0.list == list }
        let joins = command.has("add")
        let lines = try read(path, joining: joins ? list : nil, importing)
        try requireRight(lines.good)
        sayBad(lines)
        if host.isDryRun {
            return .text([
                "\(lines.good) lines would be imported into the \(list.name) list, as of \(text(asOf))"
            ])
        }
        if !joins, let known, lines.good < known.count / 2 {
            let question = [
                "the \(list.name) list has \(known.count) numbers as of \(text(known.asOf)), this file \(lines.good) lines"
            ]
            guard try host.agrees(to: question, question: "put it in its place?", at: command.span) else {
                host.say("nothing changed")
                return .silent(.int(0))
            }
        }
        let made = try importing.replace(
            list, with: lines, asOf: asOf, file: path, by: invocation.people?.actor.name ?? "", at: host.now)
        host.say("\(made.count) numbers on the \(list.name) list, as of \(text(asOf))")
        if made.isStale(on: host.today) {
            host.say(
                "that is \(made.age(on: host.today)) days ago, and a list may be \(ImportedDoNotCallList.greatestAge)"
                    + " days old (47 CFR 64.1200(c)(2)(i)(D))")
        }
        return .silent(.int(Int64(made.count)))
    }

    private func read(
        _ path: String, joining list: DoNotCallMark.List?, _ importing: any DoNotCallImporting
    ) throws -> DoNotCallLines {
        let lines: DoNotCallLines
        do {
            lines = try importing.read(path, joining: list) { host.isInterrupted }
        } catch DoNotCallFileError.interrupted {
            throw Diagnostic(.cancelled, "interrupted", at: command.span)
        } catch DoNotCallFileError.unreadable(let reason) {
            throw Diagnostic(
                .fileUnreadable, "\(path) cannot be read: \(reason)", at: command.span, help: "check the name"
            )
        }
        if lines.good > 0 { return lines }
        let first = lines.bad.first.map { ", line \($0.line) is `\($0.text)`" } ?? ""
        throw Diagnostic(
            .badArgument, "\(path) has no number in it\(first)", at: command.span,
            help: "a line is `480,5550156` or ten digits; nothing was changed")
    }

    private func requireRight(_ count: Int) throws {
        if let refusal = invocation.people?.refusal(.add(entity: "suppressions"), count: count) {
            throw refusal
        }
    }

    private func sayBad(_ lines: DoNotCallLines) {
        if lines.badCount == 0 { return }
        host.say(
            "\(lines.badCount) line\(lines.badCount == 1 ? "" : "s") left out, as no number of North America:"
        )
        for (line, text) in lines.bad { host.say("  line \(line): `\(text)`") }
        if lines.badCount > lines.bad.count { host.say("  … and \(lines.badCount - lines.bad.count) more") }
    }

    private func list(_ state: CheckedOption?) throws -> DoNotCallMark.List {
        guard let state else { return .national }
        let letters = state.words.map(\.text).joined().uppercased()
        if PostalText.states.contains(where: { $0.code == letters }) { return .state(letters) }
        throw Diagnostic(
            .badArgument, "`\(letters)` is no state", at: state.span, help: "two letters, as in `state TX`")
    }

    /// The day that is named, else the file's own.
    private func day(of path: String, _ importing: any DoNotCallImporting) throws -> Day {
        let today = host.today
        guard let value = invocation.options["as of"] else {
            let written = importing.day(of: path).map { host.day(of: $0) }
            return min(written ?? today, today)
        }
        if case .date(let day) = value.scalar, day <= today { return day }
        throw Diagnostic(
            .badArgument, "`as of` takes a day, and none that is yet to come", at: command.span(of: "as of"),
            help: "as in `as of 2026-11-01`")
    }

    private func text(_ day: Day) -> String { Scalar.date(day).text }
}
