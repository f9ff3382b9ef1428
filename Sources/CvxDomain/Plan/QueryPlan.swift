/// A question to the stores with every name resolved and every value known: what a dialect compiles to SQL.
package struct QueryPlan: Sendable {
    package var source: Source
    package var operations: [Operation]

    package init(source: Source, operations: [Operation] = []) {
        self.source = source
        self.operations = operations
    }

    /// Whose rows it begins with.
    package var entity: String {
        switch source {
        case .scan(let entity, _), .rows(let entity, _): entity
        }
    }

    package enum Source: Sendable {
        /// All rows of an entity, each id once; or those of one of its stores.
        case scan(entity: String, store: StoreRole?)
        /// Rows chosen before, in their order; fields are read fresh.
        case rows(entity: String, [RowKey])
    }

    package enum Operation: Sendable {
        case filter(PlanExpression)
        case sort([SortKey])
        case slice(offset: Int64, limit: Int64?)
        case last(Int64)
        case project([Column])
        case distinct
        case aggregate(keys: [Column], values: [Column])
        case count
        case exists
    }

    package struct Column: Sendable {
        package var name: String
        package var value: PlanExpression
        package init(name: String, value: PlanExpression) {
            self.name = name
            self.value = value
        }
    }

    package struct SortKey: Sendable {
        package var value: PlanExpression
        package var descending: Bool
        package init(value: PlanExpression, descending: Bool) {
            self.value = value
            self.descending = descending
        }
    }
}

/// What tells one row from all others.
package struct RowKey: Hashable, Sendable {
    package var store: StoreRole
    package var id: String
    package init(store: StoreRole, id: String) {
        self.store = store
        self.id = id
    }
}
