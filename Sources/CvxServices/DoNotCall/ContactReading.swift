package import CvxDomain

/// The numbers and addresses that rows have, each once, in the order in which they came.
package struct Contacts: Sendable {
    package private(set) var numbers: [NANPNumber] = []
    /// In lower case.
    package private(set) var addresses: [String] = []
    /// Texts that are neither; the first few.
    package private(set) var unreadable: [String] = []
    package private(set) var unreadableCount = 0
    private var seenNumbers: Set<NANPNumber> = []
    private var seenAddresses: Set<String> = []

    package init() {}

    package var count: Int { numbers.count + addresses.count }

    package mutating func add(number text: String) {
        guard let number = NANPNumber(text) else { return leaveOut(text) }
        if seenNumbers.insert(number).inserted { numbers.append(number) }
    }

    package mutating func add(address text: String) {
        guard EmailAddress.problem(text) == nil else { return leaveOut(text) }
        let address = text.lowercased()
        if seenAddresses.insert(address).inserted { addresses.append(address) }
    }

    private mutating func leaveOut(_ text: String) {
        unreadableCount += 1
        if unreadable.count < 3 { unreadable.append(text) }
    }
}

/// Reads the numbers and addresses of rows: of leads all that they have, in whichever store.
package struct ContactReading {
    private let queries: any QueryEngine

    package init(_ queries: any QueryEngine) { self.queries = queries }

    /// Entities whose rows have numbers or addresses.
    package static let entities = ["leads", "phones", "emails", "suppressions"]

    /// - Parameter isFew: the rows are few among all, so that it pays to look for what each of them has
    /// - Throws: what the stores throw.
    package func contacts(of rows: QueryPlan, areFew isFew: Bool = false) throws -> Contacts {
        let sink = ContactSink()
        switch rows.entity {
        case "phones": try read(rows, "number", into: sink)
        case "emails": try read(rows, "address", into: sink)
        case "suppressions":
            try read(rows, "number", into: sink)
            try read(rows, "address", into: sink)
        case "leads":
            for owned in try owned(by: rows, areFew: isFew) {
                sink.owners = owned.owners
                try read(owned.plan("phones"), "number", withOwner: owned.owners != nil, into: sink)
                try read(owned.plan("emails"), "address", withOwner: owned.owners != nil, into: sink)
            }
        default: break
        }
        return sink.contacts
    }

    private func read(_ rows: QueryPlan, _ name: String, withOwner: Bool = false, into sink: ContactSink)
        throws
    {
        let isNumber = name == "number"
        sink.isNumber = isNumber
        let value = PlanExpression(.field(.init(relations: [], name: name)), isNumber ? .phone : .text)
        var columns = [QueryPlan.Column(name: name, value: value)]
        if withOwner { columns.append(.init(name: "lead_id", value: .leadID)) }
        var plan = rows
        plan.operations.append(.project(columns))
        try queries.run(plan, withKeys: false, into: sink)
    }

    /// Rows that belong to some leads.
    private struct Owned {
        /// Over the numbers and addresses; nil: all of them.
        var condition: PlanExpression?
        /// The leads' ids, where the rows of others are to be passed over.
        var owners: Set<String>?

        func plan(_ entity: String) -> QueryPlan {
            QueryPlan(
                source: .scan(entity: entity, store: nil), operations: condition.map { [.filter($0)] } ?? [])
        }
    }

    /// Up to so many leads are named in one question.
    private static let page = 500
    /// Of more leads than these, the numbers and addresses are picked out of all there are.
    private static let few = 100_000

    private func owned(by leads: QueryPlan, areFew isFew: Bool) throws -> [Owned] {
        if !isFew, let condition = leads.onlyFilters {
            guard let first = condition.first else { return [Owned()] }
            let all = condition.dropFirst().reduce(first) { PlanExpression(.and($0, $1), .bool) }
            return [Owned(condition: PlanExpression(.exists(relations: ["lead"], condition: all), .bool))]
        }
        var plan = leads
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        plan.operations.append(.project([.init(name: "id", value: id)]))
        let ids = TextSink()
        try queries.run(plan, withKeys: false, into: ids)
        if ids.texts.count > (isFew ? Self.few : Self.page) { return [Owned(owners: ids.texts)] }
        let members = ids.texts.sorted().map { PlanExpression.constant(.text($0), .text) }
        return stride(from: 0, to: members.count, by: Self.page).map { start in
            let page = Array(members[start..<min(start + Self.page, members.count)])
            return Owned(condition: PlanExpression(.membership(.leadID, page), .bool))
        }
    }
}

extension PlanExpression {
    fileprivate static let leadID = PlanExpression(.field(.init(relations: [], name: "lead_id")), .text)
}

extension QueryPlan {
    /// What the rows must meet, where nothing else is asked of them; nil where something is.
    fileprivate var onlyFilters: [PlanExpression]? {
        guard case .scan(_, nil) = source else { return nil }
        var conditions: [PlanExpression] = []
        for operation in operations {
            switch operation {
            case .filter(let condition): conditions.append(condition)
            // The order of the rows is nothing to their numbers.
            case .sort: break
            default: return nil
            }
        }
        return conditions
    }
}

private final class ContactSink: RowSink {
    var contacts = Contacts()
    var isNumber = true
    var owners: Set<String>?

    func begin(_ columns: [ResultColumn]) {}

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            let cell = batch[row, 0]
            if cell.kind == .null { continue }
            if let owners, !owners.contains(batch.text(of: batch[row, 1])) { continue }
            let text = batch.text(of: cell)
            if isNumber { contacts.add(number: text) } else { contacts.add(address: text) }
        }
    }

    func end() {}
}

private final class TextSink: RowSink {
    var texts: Set<String> = []

    func begin(_ columns: [ResultColumn]) {}

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount { texts.insert(batch.text(of: batch[row, 0])) }
    }

    func end() {}
}
