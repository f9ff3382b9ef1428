import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `dnc check`: what forbids a number or address; of rows, how many there are of each kind.
struct DoNotCallCheck {
    static let marks = [
        ResultColumn("contact", .text), ResultColumn("list", .text), ResultColumn("kind", .text),
        ResultColumn("since", .instant), ResultColumn("until", .instant), ResultColumn("reason", .text),
        ResultColumn("source", .text), ResultColumn("by", .text),
    ]

    static let counts = [
        ResultColumn("numbers", .int), ResultColumn("addresses", .int), ResultColumn("opt_out", .int),
        ResultColumn("house", .int), ResultColumn("national", .int), ResultColumn("state", .int),
        ResultColumn("free", .int), ResultColumn("unreadable", .int),
    ]

    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func run() throws -> VerbOutcome {
        let contacts = try invocation.contacts()
        let now = invocation.host.now
        let list = invocation.host.doNotCall
        let numbers = try list?.marks(on: contacts.numbers, at: now) ?? [:]
        let addresses = try list?.marks(on: contacts.addresses, at: now) ?? [:]
        if !contacts.numbers.isEmpty { try sayAge(list) }
        if invocation.command.namesRows, !invocation.command.has("each") {
            return .records(Self.counts, [count(contacts, numbers, addresses)])
        }
        var records: [Record] = []
        for number in contacts.numbers {
            for mark in numbers[number] ?? [] { records.append(Self.record(number.description, mark)) }
        }
        for address in contacts.addresses {
            for mark in addresses[address] ?? [] { records.append(Self.record(address, mark)) }
        }
        if records.isEmpty {
            invocation.host.say(contacts.count == 1 ? "on no list" : "none of \(contacts.count) is on a list")
        }
        return .records(Self.marks, records)
    }

    /// `dnc free`: the rows that no list and no mark speaks against.
    func free() throws -> VerbOutcome {
        guard let rows = invocation.rows, FreeRows.entities.contains(rows.entity) else {
            throw Diagnostic(
                .notRows, "`dnc free` takes leads, phones or emails", at: invocation.command.span,
                help: "`find phones | dnc free | save \"calls.csv\"`")
        }
        let host = invocation.host
        try sayAge(host.doNotCall)
        let keys = try FreeRows(host.queries, invocation.catalog, host.doNotCall, at: host.now).keys(of: rows)
        return .value(.rows(entity: rows.entity, keys))
    }

    /// A national list that is too old, or none, is no reason to call.
    private func sayAge(_ list: (any DoNotCallList)?) throws {
        let today = invocation.host.today
        guard let national = try list?.national() else {
            return invocation.host.say("no national list is here: `dnc import FILE` takes one")
        }
        if national.isStale(on: today) {
            invocation.host.say(
                "the national list is \(national.age(on: today)) days old, and may be \(ImportedDoNotCallList.greatestAge)"
                    + " (47 CFR 64.1200(c)(2)(i)(D)): `dnc import FILE` takes a new one")
        }
    }

    private func count(
        _ contacts: Contacts, _ numbers: [NANPNumber: [DoNotCallMark]], _ addresses: [String: [DoNotCallMark]]
    ) -> Record {
        var (optOut, house, national, state) = (0, 0, 0, 0)
        for marks in Array(numbers.values) + Array(addresses.values) {
            if marks.contains(where: \.isOptOut) { optOut += 1 }
            if marks.contains(where: { $0.list == .house && !$0.isOptOut }) { house += 1 }
            if marks.contains(where: { $0.list == .national }) { national += 1 }
            if marks.contains(where: { if case .state = $0.list { true } else { false } }) { state += 1 }
        }
        let free = contacts.count - numbers.count - addresses.count
        let values = [
            contacts.numbers.count, contacts.addresses.count, optOut, house, national, state, free,
            contacts.unreadableCount,
        ]
        return Record(names: Self.counts.map(\.name), values: values.map { .int(Int64($0)) })
    }

    private static func record(_ contact: String, _ mark: DoNotCallMark) -> Record {
        func text(_ text: String?) -> Value { text.map(Value.text) ?? .null }
        func moment(_ moment: Instant?) -> Value { moment.map(Value.instant) ?? .null }
        return Record(
            names: marks.map(\.name),
            values: [
                .text(contact), .text(mark.list.name),
                mark.list == .house ? .text(mark.isOptOut ? "opt_out" : "house") : .null,
                moment(mark.since), moment(mark.expires), text(mark.reason), text(mark.source), text(mark.by),
            ])
    }
}
