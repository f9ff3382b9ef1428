package import CvxDomain

/// A change as a person is shown it before it is made: how many rows, and a few of them before and after.
package struct ChangePreview: Sendable {
    package struct Cell: Sendable {
        package var before: Scalar
        package var after: Scalar
        package init(before: Scalar, after: Scalar) {
            self.before = before
            self.after = after
        }
        package var differs: Bool { before != after }
    }

    package struct Row: Sendable {
        package var key: RowKey
        /// What a person knows the row by; null where it has nothing of the kind.
        package var label: Scalar
        /// One for each of `fields`.
        package var cells: [Cell]
    }

    package var plan: ChangePlan
    package var summary: ChangeSummary
    /// Whose rows the sample has: for an insert those that are added to.
    package var sampleEntity: String
    /// Nil where the rows have nothing that a person would know them by.
    package var labelField: String?
    /// Fields that are set, in the statement's order; empty for a delete.
    package var fields: [ResultColumn]
    package var sample: [Row]
}

extension ChangePreview {
    private static let labels = [
        "owner_name", "name", "content", "number", "title", "email", "address", "outcome",
    ]

    /// Reads the sample.
    static func make(
        _ change: any PreparedChange, queries: any QueryEngine, catalog: any WorkspaceCatalog
    ) throws -> ChangePreview {
        let plan = change.plan
        var assignments: [ChangePlan.Assignment] = []
        var isInsert = false
        switch plan.kind {
        case .update(let list): assignments = list
        case .insert(let list):
            assignments = list
            isInsert = true
        case .delete: break
        }
        let entity = isInsert ? plan.rows?.entity : plan.entity
        let definition = try entity.flatMap { try catalog.entity($0) }
        let label = labels.first { name in
            !assignments.contains { $0.field == name }
                && definition?.homes.contains { $0.columns[name] != nil } == true
        }
        var columns = label.map { [QueryPlan.Column(name: "label", value: .field($0))] } ?? []
        for (index, assignment) in assignments.enumerated() {
            let before =
                isInsert
                ? PlanExpression.constant(.null, .any) : .field(assignment.field, assignment.value.type)
            columns.append(.init(name: "before\(index)", value: before))
            columns.append(.init(name: "after\(index)", value: assignment.value))
        }
        let collector = ScalarRows()
        if let entity, !columns.isEmpty, !change.summary.first.isEmpty {
            try queries.run(
                QueryPlan(
                    source: .rows(entity: entity, change.summary.first), operations: [.project(columns)]),
                withKeys: false, into: collector)
        } else if entity == nil {
            // A row of its own, which no other stands for.
            collector.rows = [
                columns.map { if case .constant(let scalar) = $0.value.kind { scalar } else { .null } }
            ]
        }
        let offset = label == nil ? 0 : 1
        let none = RowKey(store: plan.store ?? .prisma, id: "")
        let rows = collector.rows.enumerated().map { index, values in
            Row(
                key: index < change.summary.first.count ? change.summary.first[index] : none,
                label: label == nil ? .null : values[0],
                cells: assignments.indices.map {
                    Cell(before: values[offset + 2 * $0], after: values[offset + 2 * $0 + 1])
                })
        }
        return ChangePreview(
            plan: plan, summary: change.summary, sampleEntity: entity ?? plan.entity, labelField: label,
            fields: assignments.map { ResultColumn($0.field, $0.value.type) }, sample: rows)
    }
}

extension PlanExpression {
    fileprivate static func field(_ name: String, _ type: ColumnType = .text) -> PlanExpression {
        PlanExpression(.field(.init(relations: [], name: name)), type)
    }
}

extension QueryPlan {
    fileprivate var entity: String {
        switch source {
        case .scan(let entity, _), .rows(let entity, _): entity
        }
    }
}

/// Keeps rows as plain values.
private final class ScalarRows: RowSink {
    var rows: [[Scalar]] = []
    private var columns: [ResultColumn] = []

    func begin(_ columns: [ResultColumn]) { self.columns = columns }

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            rows.append(columns.indices.map { batch.scalar(row, $0, columns[$0].type) })
        }
    }

    func end() {}
}
