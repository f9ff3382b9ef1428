import CvxDomain
import CvxServices

/// A change whose rows are chosen and whose values are known and checked: what is left is to write it.
protocol StoreChange: PreparedChange {
    /// Stores that are written.
    var roles: Set<StoreRole> { get }
    /// Writes on the connection that the recording has; called within its transaction.
    func write(_ recording: ChangeRecording) throws -> ChangeOutcome
}

/// What every prepared change is made with.
struct ChangeContext {
    let engine: StoreQueryEngine
    let stores: WorkspaceStores
    let connection: OpaquePointer
    let now: Instant
    /// Who acts, as the journal has it.
    let actor: String
    /// The rows are shown to somebody before they are changed: those that move meanwhile are to be found.
    let watches: Bool

    func entity(_ name: String) throws -> BoundEntity {
        guard let entity = try engine.entity(name), !entity.knownHomes.isEmpty else {
            throw ChangeRefusal.noTable(entity: name)
        }
        return entity
    }

    /// The homes that are tables, those of one store where one was named.
    func tables(of entity: BoundEntity, in store: StoreRole?) -> [BoundHome] {
        entity.homes.filter { home in
            if case .table = home.kind { store == nil || home.store == store } else { false }
        }
    }

    /// Where a new row goes: into our own store where the entity has a home there, though it be empty yet.
    ///
    /// - Throws: `ChangeRefusal` where no open store has a table for it.
    func place(of entity: BoundEntity, in store: StoreRole?) throws -> BoundHome {
        let there = entity.restricted(to: store)
        guard let home = there.awaitsFirst ? there.awaited : tables(of: there, in: nil).first else {
            throw ChangeRefusal.noTable(entity: entity.definition.name)
        }
        return home
    }

    /// The chosen rows in each home: a row that a later home has too is changed in both, unless one was named.
    ///
    /// - Parameter condition: which of a home's rows count, as SQL with its parameters; nil skips the home
    func targets(
        of chosen: ChosenRows, in homes: [BoundHome], named: Bool,
        where condition: (BoundHome) throws -> (sql: String?, parameters: [Scalar])?
    ) throws -> [ChangeTarget] {
        var targets: [ChangeTarget] = []
        var earlier: [StoreRole] = []
        for home in homes {
            if let (sql, parameters) = try condition(home) {
                targets.append(
                    try ChangeTarget.choose(
                        home, of: chosen, where: sql, parameters: parameters, earlier: named ? [] : earlier,
                        watches: watches, on: connection))
            }
            earlier.append(home.store)
        }
        return targets.filter { $0.count > 0 }
    }

    /// Chosen rows that are in any of the targets, as SQL over them as `c`.
    static func inAny(_ targets: [ChangeTarget], _ carried: CarriedChange? = nil) -> String {
        var tests = targets.map { "c.n IN (SELECT n FROM \($0.table))" }
        if let carried, carried.count > 0 {
            let first = carried.numbers.sorted().prefix(ChangeSummary.sampleSize)
            tests.append("c.n IN (\(first.map(String.init).joined(separator: ", ")))")
        }
        return tests.isEmpty ? "FALSE" : "(\(tests.joined(separator: " OR ")))"
    }

    /// The stores that are written, in their order.
    func stores(
        _ targets: [ChangeTarget], _ carried: CarriedChange, also others: [StoreRole] = []
    ) -> [StoreRole] {
        let written = carried.roles.union(targets.map(\.home.store)).union(others)
        return StoreRole.allCases.filter(written.contains)
    }

    /// How many rows of the entity that is.
    func changing(_ chosen: ChosenRows, _ targets: [ChangeTarget]) throws -> Int {
        if targets.count < 2 { return targets.first?.count ?? 0 }
        return try PreparedStatement.count(
            "SELECT count(*) FROM \(chosen.table) AS c WHERE \(Self.inAny(targets))", on: connection)
    }

    /// Takes rows out that are not as they were when they were chosen.
    func dropMoved(_ targets: [ChangeTarget], of chosen: ChosenRows) throws -> [RowKey] {
        guard watches else { return [] }
        var moved: Set<Int64> = []
        for target in targets { moved.formUnion(try target.dropMoved(on: connection)) }
        for target in targets { try target.drop(moved, on: connection) }
        return try chosen.keys(numbered: moved.sorted(), on: connection)
    }
}
