import CvxDomain

/// Numbers and addresses that are not to be called or written to: by the lists, and by the marks of leads and phones.
struct ForbiddenContacts {
    private let lists: (any DoNotCallList)?
    private let now: Instant
    private var markedNumbers: Set<NANPNumber> = []
    private var markedAddresses: Set<String> = []

    /// - Throws: what the stores throw
    init(
        _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog, _ lists: (any DoNotCallList)?,
        at now: Instant
    ) throws {
        self.lists = lists
        self.now = now
        for (entity, mark) in [("phones", "is_dnc"), ("leads", "dnc_flag")] {
            let all = QueryPlan(source: .scan(entity: entity, store: nil))
            guard var rows = SurveyRows(queries, try catalog.entity(entity), all), rows.has(mark) else {
                continue
            }
            rows.filter(PlanExpression(.isBool(rows.value(mark), true), .bool))
            let contacts = try ContactReading(queries).contacts(of: rows.plan, areFew: true)
            markedNumbers.formUnion(contacts.numbers)
            markedAddresses.formUnion(contacts.addresses)
        }
    }

    /// Of the numbers, those that are forbidden; meant for many at once.
    func among(_ numbers: [NANPNumber]) throws -> Set<NANPNumber> {
        let listed = try numbers.isEmpty ? nil : lists?.marks(on: numbers, at: now)
        return Set(numbers.filter { markedNumbers.contains($0) || listed?[$0] != nil })
    }

    /// The same for addresses, in whichever case they are.
    func among(_ addresses: [String]) throws -> Set<String> {
        let listed = try addresses.isEmpty ? nil : lists?.marks(on: addresses, at: now)
        return Set(addresses.filter { markedAddresses.contains($0.lowercased()) || listed?[$0] != nil })
    }
}
