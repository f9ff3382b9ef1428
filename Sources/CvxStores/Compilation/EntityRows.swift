import CvxDomain

/// Rows of an entity while operations still see them as such: conditions and order are compiled into every
/// home's own SELECT, so that each uses its own columns and indexes.
struct EntityRows {
    var entity: BoundEntity
    var store: StoreRole?
    /// The place of the JSON list of chosen rows among the parameters.
    var chosen: String?
    var filters: [PlanExpression] = []
    /// SELECTs of (id, store) that a row must be in: what a slice before a filter left.
    var memberships: [String] = []
    var sort: [QueryPlan.SortKey] = []
    var offset: Int64 = 0
    var limit: Int64?

    var isSliced: Bool { offset > 0 || limit != nil }

    struct Arm {
        var scope: HomeScope
        var from: String
        var conditions: [String]
        var position: String?

        func select(_ values: [String]) -> String {
            var text = "SELECT \(values.joined(separator: ", ")) FROM \(from)"
            if !conditions.isEmpty { text += " WHERE \(conditions.joined(separator: " AND "))" }
            return text
        }
    }

    func arms(_ compiler: inout ExpressionCompiler) throws -> [Arm] {
        try compiler.arms(of: entity, store: store, areChosen: chosen != nil).map { arm in
            var conditions = arm.conditions
            var from = arm.scope.from
            var position: String?
            if let chosen {
                let key = arm.scope.alias + "k"
                from = "json_each(\(chosen)) AS \(key) CROSS JOIN \(from)"
                let id: String
                if case .column(let column)? = arm.scope.home.columns["id"], column.affinity != .blob,
                    case .table = arm.scope.home.kind
                {
                    id = arm.scope.column(column)
                } else {
                    id = arm.scope.value("id")
                }
                let wanted = "json_extract(\(key).value, '$[1]')"
                conditions.insert(
                    contentsOf: [
                        "json_extract(\(key).value, '$[0]') = \(SQLWriter.literal(arm.scope.home.store.rawValue))",
                        "\(id) = \(wanted)",
                    ] + (arm.scope.carries(wanted).map { [$0] } ?? []), at: 0)
                position = "\(key).key"
            }
            // What the person asked comes first: it is cheaper than looking into another store.
            conditions =
                try filters.map { try compiler.condition($0, in: .home(arm.scope)) } + conditions
            for membership in memberships {
                conditions.append(
                    "\(arm.scope.idText) IN (SELECT id FROM (\(membership)) WHERE store = \(SQLWriter.literal(arm.scope.home.store.rawValue)))"
                )
            }
            return Arm(scope: arm.scope, from: from, conditions: conditions, position: position)
        }
    }

    /// The SELECT of the rows in their order; `values` gives each arm's columns, which become c0, c1 ….
    ///
    /// - Parameter width: how many columns those are
    func select(
        _ compiler: inout ExpressionCompiler, width: Int,
        values: (inout ExpressionCompiler, HomeScope) throws -> [String]
    ) throws -> String {
        let arms = try arms(&compiler)
        var selects: [String] = []
        var order: [String] = []
        for arm in arms {
            let columns = try values(&compiler, arm.scope)
            let keys = try sortKeys(arm, &compiler)
            let named = columns.enumerated().map { "\($1) AS c\($0)" }
            if arms.count == 1 {
                order = keys.map { "\($0.sql)\($0.direction)" }
                selects.append(arm.select(named))
            } else {
                order = keys.enumerated().map { "s\($0)\($1.direction)" }
                selects.append(arm.select(named + keys.enumerated().map { "\($1.sql) AS s\($0)" }))
            }
        }
        guard !selects.isEmpty else { return SQLWriter.noRows((0..<width).map { "c\($0)" }) }
        var text = selects[0]
        if selects.count > 1 {
            text = selects.joined(separator: "\nUNION ALL\n")
            if !order.isEmpty {
                text = "SELECT \((0..<width).map { "c\($0)" }.joined(separator: ", ")) FROM (\n\(text)\n)"
            }
        }
        if !order.isEmpty { text += "\nORDER BY \(order.joined(separator: ", "))" }
        return text + SliceSQL.text(offset: offset, limit: limit, &compiler.writer)
    }

    private func sortKeys(
        _ arm: Arm, _ compiler: inout ExpressionCompiler
    ) throws -> [(sql: String, direction: String)] {
        if sort.isEmpty { return arm.position.map { [($0, "")] } ?? [] }
        let keys = try sort.map { key in
            (
                sql: try compiler.sortValue(key.value, in: .home(arm.scope)),
                direction: key.descending ? " DESC" : " ASC NULLS LAST"
            )
        }
        // Equal keys come in the order of their ids: the same question gives the same order.
        return keys + [(arm.scope.value("id"), "")]
    }
}

extension ExpressionCompiler {
    /// Vocabulary sorts in the order people think of it, words that only the store knows after it.
    mutating func sortValue(_ expression: PlanExpression, in scope: SQLScope) throws -> String {
        let value = try value(expression, in: scope)
        guard case .vocabulary(let name) = expression.type, let vocabulary = Vocabulary.named(name) else {
            return value
        }
        let ranks = vocabulary.values.enumerated().map {
            "WHEN \(SQLWriter.literal(Self.uppercase($1))) THEN \($0)"
        }
        return "(CASE upper(\(value)) \(ranks.joined(separator: " ")) ELSE upper(\(value)) END)"
    }

    /// Words of a vocabulary group together however their case is written.
    mutating func groupValue(_ expression: PlanExpression, in scope: SQLScope) throws -> String {
        let value = try value(expression, in: scope)
        guard case .vocabulary(let name) = expression.type, let vocabulary = Vocabulary.named(name) else {
            return value
        }
        let words = vocabulary.values.map {
            "WHEN \(SQLWriter.literal(Self.uppercase($0))) THEN \(SQLWriter.literal($0))"
        }
        return "(CASE upper(\(value)) \(words.joined(separator: " ")) ELSE \(value) END)"
    }

    private static func uppercase(_ word: String) -> String { word.uppercased() }
}
