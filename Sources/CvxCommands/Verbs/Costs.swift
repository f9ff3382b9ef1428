import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    /// At a statement's start alone: everywhere else `costs` is the entity, whose rows `find costs` lists.
    static let costs = Verb(
        CommandShape(
            "costs", subverbs: ["check"],
            options: [.init("by", .names), .init("since", .expression), .init("until", .expression)]),
        "what was or may have been spent, and what is left, by provider, kind, day, month, campaign, lead or actor; `check` names differences",
        examples: [
            "costs", "costs by month, provider", "costs by lead since 30 days ago | first 10", "costs check",
        ],
        signature: VerbSignature(
            result: { command in
                command.subverb != nil
                    ? SpendingVerb.differences.recordsType
                    : SpendingVerb.columns(SpendingVerb.known(command)).recordsType
            },
            faults: {
                $0.strangers(
                    in: "by", known: SpendingGroup.allCases.map(\.rawValue), role: "word to add costs up by",
                    isOne: false)
            })
    ) { invocation in
        invocation.command.subverb != nil
            ? try SpendingVerb(invocation).check() : try SpendingVerb(invocation).run()
    }
}

struct SpendingVerb {
    static let differences = [
        ResultColumn("lead", .text), ResultColumn("entries", .money), ResultColumn("lead_says", .money),
        ResultColumn("traces", .money), ResultColumn("reserved", .money), ResultColumn("what", .text),
    ]

    private let invocation: VerbInvocation
    private var command: CheckedCommand { invocation.command }

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    /// The groups that are asked for, as far as they are some.
    static func known(_ command: CheckedCommand) -> [SpendingGroup] {
        guard let by = command.options.first(where: { $0.name == "by" }) else { return [.provider, .kind] }
        return by.words.compactMap { SpendingGroup(rawValue: $0.text.foldedWord) }
    }

    static func columns(_ groups: [SpendingGroup]) -> [ResultColumn] {
        groups.map { ResultColumn($0.rawValue, $0 == .day || $0 == .month ? .date : .text) }
            + [
                ResultColumn("calls", .int), ResultColumn("spent", .money), ResultColumn("matched", .int),
                ResultColumn("per_match", .money), ResultColumn("uncertain", .int),
                ResultColumn("reserved", .money),
            ]
            + (groups.contains(.provider)
                ? [ResultColumn("left_today", .int), ResultColumn("left_cost", .money)] : [])
    }

    func run() throws -> VerbOutcome {
        let groups = try groups()
        let spending = Spending(invocation.host.queries, catalog: invocation.catalog)
        let tracing = invocation.host.tracing
        let calls = try spending.calls(
            with: try tracing?.unsettled() ?? [], since: try moment("since"), until: try moment("until"))
        let columns = Self.columns(groups)
        var totals = calls.totals(by: groups) { invocation.host.day(of: $0) }
        let place = groups.firstIndex(of: .provider)
        let left = try place.flatMap { _ in try tracing?.allowances(at: invocation.host.now) } ?? [:]
        if Set(groups).isSubset(of: [.provider, .kind]), let place {
            // What is left of one that was never asked.
            let there = Set(totals.map { $0.key[place] })
            for name in left.keys.sorted() where !there.contains(.text(name)) {
                totals.append((groups.map { $0 == .provider ? .text(name) : .null }, SpendingTotal()))
            }
        }
        let records = totals.map { key, total in
            var values: [Value] = key.map(Value.scalar)
            values += [
                .int(Int64(total.calls)), .money(total.spent), .int(Int64(total.matched)),
                total.costPerMatch.map(Value.money) ?? .null, .int(Int64(total.uncertain)),
                .money(total.reserved),
            ]
            if let place {
                let provider = if case .text(let name) = key[place] { name } else { "" }
                values.append(left[provider].map { .int(Int64($0.calls)) } ?? .null)
                values.append(left[provider]?.cost.map(Value.money) ?? .null)
            }
            return Record(names: columns.map(\.name), values: values)
        }
        return .records(columns, records)
    }

    func check() throws -> VerbOutcome {
        let spending = Spending(invocation.host.queries, catalog: invocation.catalog)
        let unsettled = try invocation.host.tracing?.unsettled() ?? []
        let found = try spending.differences(with: unsettled)
        if found.count == unsettled.count { invocation.host.say("costs, leads and traces agree to the cent") }
        func money(_ money: Money?) -> Value { money.map(Value.money) ?? .null }
        return .records(
            Self.differences,
            found.map { difference in
                Record(
                    names: Self.differences.map(\.name),
                    values: [
                        difference.lead.map(Value.text) ?? .null, money(difference.entries),
                        money(difference.leadSays), money(difference.traces), money(difference.reserved),
                        .text(difference.what),
                    ])
            })
    }

    private func groups() throws -> [SpendingGroup] {
        let groups = Self.known(command)
        guard let by = command.options.first(where: { $0.name == "by" }) else { return groups }
        guard !groups.isEmpty, Set(groups).count == groups.count else {
            throw Diagnostic(
                .badArgument, "`by` takes each word once", at: by.span,
                help: SpendingGroup.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return groups
    }

    private func moment(_ name: String) throws -> Instant? {
        guard let value = invocation.options[name] else { return nil }
        if let moment = invocation.host.moment(value) { return moment }
        throw Diagnostic(
            .badArgument, "`\(name)` takes a day or a moment", at: command.span(of: name),
            help: "as in `\(name) 7 days ago`, `\(name) 2026-11-01`")
    }
}
