/// What carries plans out. Implemented by the stores.
package protocol QueryEngine: AnyObject {
    /// Streams the plan's rows; the batch that the sink is given is reused. With `keys`, each row begins with
    /// two more columns, its store and id; only for plans whose rows are an entity's.
    func run(_ plan: QueryPlan, withKeys: Bool, into sink: any RowSink) throws
    /// Read-only SQL with bound parameters.
    func run(sql: String, parameters: [Scalar], into sink: any RowSink) throws
    func explain(_ plan: QueryPlan) throws -> QueryExplanation
    /// As `run(sql:…)` would run it.
    func explain(sql: String, parameters: [Scalar]) throws -> QueryExplanation
    /// Rows whose id is `id`, or begins with it where it is not exact; at most `limit`.
    ///
    /// - Parameter entity: whose rows they are; nil: of all that the catalog knows
    func rows(
        withID id: String, exact: Bool, of entity: String?, limit: Int
    ) throws -> [(entity: String, key: RowKey)]
}

package struct QueryExplanation: Sendable {
    package var sql: String
    package var parameters: [Scalar]
    /// SQLite's own plan: which indexes are used.
    package var plan: [String]
    /// What runs as a function of ours inside SQLite, row by row.
    package var calls: [Call]

    /// A function of ours, and which of the plan's operations calls it; nil: what reads the rows.
    package struct Call: Hashable, Sendable {
        package var function: String
        package var operation: Int?
        package init(function: String, operation: Int?) {
            self.function = function
            self.operation = operation
        }
    }

    package init(sql: String, parameters: [Scalar], plan: [String], calls: [Call]) {
        self.sql = sql
        self.parameters = parameters
        self.plan = plan
        self.calls = calls
    }
}
