import CvxDomain

/// Rows of some fields of an entity, those that no open store has a column for left out.
struct SurveyRows {
    private let queries: any QueryEngine
    private let entity: BoundEntity
    private(set) var plan: QueryPlan
    private var columns: [QueryPlan.Column] = []

    /// Nil where no store has the entity.
    init?(_ queries: any QueryEngine, _ entity: BoundEntity?, _ plan: QueryPlan) {
        guard let entity, !entity.homes.isEmpty else { return nil }
        self.queries = queries
        self.entity = entity
        self.plan = plan
    }

    /// Whether some store has a column for the field.
    func has(_ field: String) -> Bool {
        field == "store"
            || entity.homes.contains { home in
                if case .table = home.kind { home.columns[field] != nil } else { true }
            }
    }

    /// Fields that some store has, those that the catalog does not know included.
    var fields: [String] { entity.definition.fields.map(\.name).filter(has) }

    func type(_ field: String) -> ColumnType { entity.definition.field(field)?.type ?? .any }

    func value(_ field: String) -> PlanExpression {
        PlanExpression(.field(.init(relations: [], name: field)), type(field))
    }

    mutating func filter(_ condition: PlanExpression) { plan.operations.append(.filter(condition)) }

    /// Keeps rows of these leads; all where nil.
    mutating func keep(_ leads: [String]?) {
        guard let leads else { return }
        let ids = leads.map { PlanExpression.constant(.text($0), .text) }
        filter(PlanExpression(.membership(value("lead_id"), ids), .bool))
    }

    /// The place of the field's column; nil where there is none.
    mutating func column(_ field: String) -> Int? {
        guard has(field) else { return nil }
        columns.append(.init(name: "c\(columns.count)", value: value(field)))
        return columns.count - 1
    }

    mutating func column(_ value: PlanExpression) -> Int {
        columns.append(.init(name: "c\(columns.count)", value: value))
        return columns.count - 1
    }

    /// - Throws: what the stores and `body` throw
    func read(_ body: (SurveyRow) throws -> Void) throws {
        var plan = plan
        plan.operations.append(.project(columns))
        // The engine lets go of a sink when it has run.
        try withoutActuallyEscaping(body) { body in
            try queries.run(plan, withKeys: false, into: EachRow(body: body))
        }
    }
}

private struct EachRow: RowSink {
    let body: (SurveyRow) throws -> Void
    func begin(_ columns: [ResultColumn]) {}
    func append(_ batch: borrowing RowBatch) throws { try SurveyRow.each(batch, body) }
    func end() {}
}
