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
        "owner_name", "name", "content", "tag", "number", "title", "email", "address", "outcome",
    ]

    /// The field that a person knows an entity's rows by.
    private static func label(
        of entity: String?, _ catalog: any WorkspaceCatalog, except shown: [String]
    ) throws -> String? {
        let homes = try entity.flatMap { try catalog.entity($0) }?.knownHomes ?? []
        return labels.first { name in
            !shown.contains(name) && homes.contains { $0.columns[name] != nil }
        }
    }

    /// The first of what is put on the list; which of it is there already only the count says.
    private static func make(_ change: any PreparedChange, _ suppression: Suppression) -> ChangePreview {
        let contacts =
            suppression.numbers.prefix(ChangeSummary.sampleSize).map(\.description)
            + suppression.addresses.prefix(ChangeSummary.sampleSize)
        let none = RowKey(store: .cvx, id: "")
        let kind = Scalar.text(suppression.isOptOut ? "opt_out" : "house")
        let reason = suppression.reason.map(Scalar.text) ?? .null
        let rows = contacts.prefix(ChangeSummary.sampleSize).map { contact in
            Row(
                key: none, label: .text(contact),
                cells: [kind, reason].map { Cell(before: .null, after: $0) })
        }
        return ChangePreview(
            plan: change.plan, summary: change.summary, sampleEntity: change.plan.entity,
            labelField: "contact",
            fields: [ResultColumn("kind", .text), ResultColumn("reason", .text)], sample: rows)
    }

    /// Reads the sample.
    static func make(
        _ change: any PreparedChange, queries: any QueryEngine, catalog: any WorkspaceCatalog
    ) throws -> ChangePreview {
        let plan = change.plan
        if case .suppress(let suppression) = plan.kind { return make(change, suppression) }
        var shown = plan.shownFields
        let entity = plan.makesRows ? plan.rows?.entity : plan.entity
        let label = try label(of: entity, catalog, except: shown.map(\.column.name))
        if case .untag = plan.kind, let owner = plan.rows?.entity,
            let relation = Catalog.entity(owner)?.singular
        {
            // Of a tag alone nobody would know whose it is.
            let name = try Self.label(of: owner, catalog, except: []) ?? "id"
            let value = PlanExpression(.field(.init(relations: [relation], name: name)), .text)
            shown.append(.init(column: ResultColumn(relation, .text), before: value, after: value))
        }
        var columns = label.map { [QueryPlan.Column(name: "label", value: .field($0))] } ?? []
        for (index, field) in shown.enumerated() {
            columns.append(.init(name: "before\(index)", value: field.before))
            columns.append(.init(name: "after\(index)", value: field.after))
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
                cells: shown.indices.map {
                    Cell(before: values[offset + 2 * $0], after: values[offset + 2 * $0 + 1])
                })
        }
        return ChangePreview(
            plan: plan, summary: change.summary, sampleEntity: entity ?? plan.entity, labelField: label,
            fields: shown.map(\.column), sample: rows)
    }
}

extension ChangePlan {
    /// A column of the sample.
    fileprivate struct ShownField {
        var column: ResultColumn
        var before: PlanExpression
        var after: PlanExpression
    }

    /// New rows are made; the sample has those that they are made for.
    package var makesRows: Bool {
        switch kind {
        case .insert, .tag, .suppress: true
        case .update, .delete, .untag, .release: false
        }
    }

    fileprivate var shownFields: [ShownField] {
        func shown(_ assignments: [Assignment], before: (Assignment) -> PlanExpression) -> [ShownField] {
            assignments.map {
                .init(
                    column: ResultColumn($0.field, $0.value.type), before: before($0), after: $0.value)
            }
        }
        let none = PlanExpression.constant(.null, .any)
        switch kind {
        case .update(let list): return shown(list) { .field($0.field, $0.value.type) }
        case .insert(let list): return shown(list) { _ in none }
        case .tag(let words):
            // A row may have some of them.
            return words.map { word in
                let has = PlanExpression(.exists(relations: ["tags"], condition: .isTag(word)), .bool)
                let text = PlanExpression(
                    .conditional(
                        has, then: .constant(.text("has it"), .text), else: .constant(.text("new"), .text)),
                    .text)
                return .init(column: ResultColumn(word, .text), before: none, after: text)
            }
        case .delete, .untag, .suppress, .release: return []
        }
    }
}

extension PlanExpression {
    fileprivate static func field(_ name: String, _ type: ColumnType = .text) -> PlanExpression {
        PlanExpression(.field(.init(relations: [], name: name)), type)
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
