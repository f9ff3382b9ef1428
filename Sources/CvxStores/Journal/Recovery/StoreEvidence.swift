internal import CvxDomain
internal import CvxServices

/// Whether a store has its part of an interrupted change. A file's commit is whole or absent, so that a few thousand
/// rows tell; they are compared with what they were before the change and what they were to be after it.
final class StoreEvidence {
    enum Verdict { case applied, absent, unknown }

    /// A row's way through all changes of the unit.
    private struct Row {
        var names: [String]
        /// The first change, for the key.
        var first: KeptRowChange
        var existedBefore: Bool
        var existsAfter: Bool
        var before: [Int: StoredValue] = [:]
        var after: [Int: StoredValue] = [:]
    }

    private static let sample = 4_096

    private var rows: [[StoredValue]: Row] = [:]

    /// Adds a change, in the order in which they were made.
    func add(_ change: ChangesetChange, names: [String]) {
        let step = RowChange(change)
        let id = [.text(change.table.name)] + step.key
        var row: Row
        if let known = rows[id] {
            row = known
        } else {
            guard rows.count < Self.sample else { return }
            row = Row(
                names: names, first: KeptRowChange(step), existedBefore: change.kind != .added,
                existsAfter: true)
        }
        row.existsAfter = change.kind != .deleted
        for (index, value) in change.old.enumerated() where row.before[index] == nil {
            row.before[index] = StoredValue(value)
        }
        for (index, value) in change.new.enumerated() {
            if let value = StoredValue(value) { row.after[index] = value }
        }
        rows[id] = row
    }

    func verdict(_ table: (RowChange, [String]) throws -> ChangedTable?) throws -> Verdict {
        var (applied, absent) = (0, 0)
        for row in rows.values {
            guard let table = try table(row.first.change, row.names) else { continue }
            let now = try table.current(row.first.change)
            func isAs(_ exists: Bool, _ values: [Int: StoredValue]) -> Bool {
                guard let now else { return !exists }
                return exists && values.allSatisfy { !table.has($0.key) || now[$0.key] == $0.value }
            }
            let isAfter = isAs(row.existsAfter, row.after)
            let isBefore = isAs(row.existedBefore, row.before)
            if isAfter, !isBefore { applied += 1 }
            if isBefore, !isAfter { absent += 1 }
        }
        if applied == absent { return .unknown }
        return applied > absent ? .applied : .absent
    }
}
