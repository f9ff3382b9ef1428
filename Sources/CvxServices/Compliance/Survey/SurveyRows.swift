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

    func read(_ body: @escaping (borrowing RowBatch, Int) throws -> Void) throws {
        var plan = plan
        plan.operations.append(.project(columns))
        try queries.run(plan, withKeys: false, into: EachRow(body: body))
    }
}

private struct EachRow: RowSink {
    let body: (borrowing RowBatch, Int) throws -> Void
    func begin(_ columns: [ResultColumn]) {}
    func append(_ batch: borrowing RowBatch) throws {
        for row in 0..<batch.rowCount { try body(batch, row) }
    }
    func end() {}
}

extension RowBatch {
    /// The text of a column, or a whole number's digits; empty for null and for a column that is not there.
    func bytes(_ row: Int, _ column: Int?) -> ArraySlice<UInt8> {
        guard let column else { return [] }
        let cell = self[row, column]
        switch cell.kind {
        case .text, .json, .blob: return bytes(of: cell)
        case .int: return Array("\(cell.int)".utf8)[...]
        default: return []
        }
    }

    /// Nil where it is null, or says neither.
    func flag(_ row: Int, _ column: Int?) -> Bool? {
        guard let column else { return nil }
        let cell = self[row, column]
        switch cell.kind {
        case .bool, .int: return cell.bits != 0
        case .decimal: return cell.double != 0
        case .text:
            switch String(decoding: bytes(of: cell), as: UTF8.self).lowercased() {
            case "1", "true", "yes", "y": return true
            case "0", "false", "no", "n": return false
            default: return nil
            }
        default: return nil
        }
    }

    func instant(_ row: Int, _ column: Int?) -> Instant? {
        guard let column, self[row, column].kind == .instant else { return nil }
        return Instant(milliseconds: self[row, column].int)
    }
}
