import CSQLite
package import CvxDomain

extension StoreQueryEngine {
    package func explain(_ plan: QueryPlan) throws -> QueryExplanation {
        let query = try PlanCompiler.compile(plan, catalog: stores, withKeys: false)
        try register(query.functions)
        return QueryExplanation(
            sql: query.sql, parameters: query.parameters, plan: try steps(of: query.sql, query.parameters),
            calls: query.calls.isEmpty ? [] : try calls(of: plan))
    }

    package func explain(sql: String, parameters: [Scalar]) throws -> QueryExplanation {
        try prepare(sql: sql)
        return QueryExplanation(
            sql: sql, parameters: parameters, plan: try steps(of: sql, parameters), calls: [])
    }

    /// SQLite's plan, a line a step, steps within steps indented.
    private func steps(of sql: String, _ parameters: [Scalar]) throws -> [String] {
        var lines: [String] = []
        try statement("EXPLAIN QUERY PLAN " + sql, parameters) { statement, connection in
            var depths: [Int64: Int] = [0: 0]
            while try Self.step(statement, connection) {
                let depth = depths[sqlite3_column_int64(statement, 1)] ?? 0
                depths[sqlite3_column_int64(statement, 0)] = depth + 1
                let text = sqlite3_column_text(statement, 3).map { String(cString: $0) } ?? ""
                lines.append(String(repeating: "  ", count: depth) + text)
            }
        }
        return lines
    }

    /// Whose the calls are: what an operation adds to the plan before it.
    private func calls(of plan: QueryPlan) throws -> [QueryExplanation.Call] {
        var found: [QueryExplanation.Call] = []
        var before: [String: Int] = [:]
        for count in 0...plan.operations.count {
            let start = QueryPlan(source: plan.source, operations: Array(plan.operations.prefix(count)))
            let calls = try PlanCompiler.compile(start, catalog: stores, withKeys: false).calls
            for function in calls.keys.sorted()
            where calls[function, default: 0] > before[function, default: 0] {
                found.append(.init(function: function, operation: count == 0 ? nil : count - 1))
            }
            before = calls
        }
        return found
    }
}
