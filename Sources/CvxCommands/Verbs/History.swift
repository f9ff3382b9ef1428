import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let history = Verb(
        CommandShape(
            "history", subverbs: ["runs"], target: .optional, arguments: 0...1,
            options: [
                .init("since", .expression), .init("until", .expression), .init("by", .expression),
                .init("limit", .expression),
            ]),
        "list changes: all, those of a row (`history @3`), the rows of one (`history 12`), or scripts' runs (`history runs`)",
        examples: [
            "history", "history runs", "history since yesterday",
            "history since 7 days ago by \"ana\" limit 5",
        ],
        signature: VerbSignature(result: {
            if $0.subverb != nil { return runColumns.recordsType }
            return $0.arguments.isEmpty ? columns.recordsType : rowColumns.recordsType
        })
    ) { invocation in
        if invocation.command.subverb != nil { return try runs(invocation) }
        guard let journal = invocation.host.journal else { return .text(["nothing was changed here yet"]) }
        if let number = invocation.arguments.first?.scalar {
            guard case .int(let id) = number else {
                throw Diagnostic(
                    .badArgument, "`history` takes the number of a change", at: invocation.command.span,
                    help: "`history @3` is what happened to a row")
            }
            return try rows(of: id, journal, invocation)
        }
        var filter = JournalFilter()
        filter.since = try moment("since", invocation)
        filter.until = try moment("until", invocation)
        filter.actor = invocation.options["by"]?.summary
        filter.limit = try limit(invocation)
        if let target = invocation.target {
            guard case .row(_, let key) = target.kind else {
                throw Diagnostic(
                    .notRows, "`history` of a row takes one row", at: invocation.command.span,
                    help: "`@3`, `$lead`, or `(find one leads where …)`")
            }
            filter.row = JournalRowKey(store: key.store, id: key.id)
        }
        return .records(columns, JournalGroup.of(try journal.entries(filter)).map(record))
    }

    private static let columns = [
        ResultColumn("change", .int), ResultColumn("at", .instant), ResultColumn("by", .text),
        ResultColumn("statement", .text), ResultColumn("rows", .text), ResultColumn("state", .text),
        ResultColumn("because", .text),
    ]

    private static let rowColumns = [
        ResultColumn("store", .text), ResultColumn("table", .text), ResultColumn("id", .text),
        ResultColumn("what", .text), ResultColumn("field", .text), ResultColumn("before", .any),
        ResultColumn("after", .any),
    ]

    private static let runColumns = [
        ResultColumn("run", .text), ResultColumn("script", .text), ResultColumn("started", .instant),
        ResultColumn("ended", .instant), ResultColumn("by", .text), ResultColumn("parameters", .json),
        ResultColumn("did", .json), ResultColumn("exit", .int),
    ]

    /// Runs of scripts that may change something, the latest first.
    private static func runs(_ invocation: VerbInvocation) throws -> VerbOutcome {
        let runs = try invocation.host.runs?.runs(limit: try limit(invocation)) ?? []
        return .records(
            runColumns,
            runs.map { run in
                Record(
                    names: runColumns.map(\.name),
                    values: [
                        .text(run.id), .text(run.script), .scalar(.instant(run.started)),
                        run.ended.map { .scalar(.instant($0)) } ?? .null, .text(run.actor),
                        .text(run.parameters), run.effects.isEmpty ? .null : .text(run.effects),
                        run.exit.map { .int(Int64($0)) } ?? .null,
                    ])
            })
    }

    private static func record(_ group: JournalGroup) -> Record {
        let entry = group.newest
        let state =
            switch entry.state {
            case .undone: entry.undoneBy.map { "undone by \($0)" } ?? "undone"
            default: entry.state.rawValue
            }
        return Record(
            names: columns.map(\.name),
            values: [
                .scalar(.int(entry.id)), .scalar(.instant(entry.at)), .scalar(.text(entry.draft.actor)),
                .scalar(.text(entry.draft.statement)), .scalar(.text(group.rows)),
                .scalar(.text(state)), entry.draft.reason.map { .scalar(.text($0)) } ?? .null,
            ])
    }

    /// Rows shown of one change; all of them are in the journal.
    private static let shownRows = 1_000

    private static func rows(
        of id: Int64, _ journal: any JournalReading, _ invocation: VerbInvocation
    ) throws -> VerbOutcome {
        guard try journal.entry(id) != nil else {
            throw Diagnostic(
                .cannotUndo, "the journal has no change \(id)", at: invocation.command.span,
                help: "`history` lists them")
        }
        let names = rowColumns.map(\.name)
        var records: [Record] = []
        try journal.rows(of: id) { row in
            for column in row.columns {
                records.append(
                    Record(
                        names: names,
                        values: [
                            .scalar(.text(row.store.rawValue)), .scalar(.text(row.table)),
                            .scalar(.text(row.key.map(\.text).joined(separator: ", "))),
                            .scalar(.text(row.kind.rawValue)), .scalar(.text(column.name)),
                            column.before.map { .scalar($0.scalar) } ?? .null,
                            column.after.map { .scalar($0.scalar) } ?? .null,
                        ]))
            }
            return records.count < shownRows
        }
        if records.count >= shownRows { invocation.host.say("the first \(shownRows) values are shown") }
        return .records(rowColumns, records)
    }

    // MARK: options

    private static func moment(_ name: String, _ invocation: VerbInvocation) throws -> Instant? {
        guard let value = invocation.options[name] else { return nil }
        if let moment = invocation.host.moment(value) { return moment }
        let span = invocation.command.options.first { $0.name == name }?.span ?? invocation.command.span
        throw Diagnostic(
            .badArgument, "`\(name)` takes a day or a moment", at: span, help: "`\(name) yesterday`")
    }

    private static func limit(_ invocation: VerbInvocation) throws -> Int? {
        guard let value = invocation.options["limit"] else { return nil }
        if case .int(let count) = value.scalar, count >= 0 { return Int(clamping: count) }
        throw Diagnostic(
            .badArgument, "`limit` takes a number of changes", at: invocation.command.span,
            help: "`history limit 10`")
    }
}

extension [ResultColumn] {
    /// The type of rows that have these columns.
    var recordsType: Type {
        .list(.record(map { Type.RecordField(name: $0.name, type: $0.type.type) }))
    }
}

extension StoredValue {
    /// As a store's own value, for a table of changes.
    var scalar: Scalar {
        switch self {
        case .null: .null
        case .int(let number): .int(number)
        case .real(let number): .decimal(number)
        case .text(let text): .text(text)
        case .blob(let bytes): .text("\(bytes.count) bytes")
        case .redacted: .text("(hidden)")
        }
    }

    var text: String { scalar.text }
}
