/// What a role may be allowed or not.
package enum Right: String, Hashable, Sendable, CaseIterable {
    case change
    case bulkChange = "bulk_change"
    case delete
    case bulkDelete = "bulk_delete"
    case undoOthers = "undo_others"
    case sql
    case sqlWrite = "sql_write"
    case spend
    case send
    case override
    case people

    /// One line for `describe rights`.
    package var summary: String {
        switch self {
        case .change: "add or change one row"
        case .bulkChange: "add or change several rows with one statement"
        case .delete: "delete one row"
        case .bulkDelete: "delete several rows with one statement"
        case .undoOthers: "undo what somebody else changed"
        case .sql: "read with SQL (never from inside an organization)"
        case .sqlWrite: "write with SQL"
        case .spend: "spend money"
        case .send: "send messages"
        case .override: "override a rule of compliance, with a reason"
        case .people: "change users and organizations"
        }
    }

    /// May be granted up to a limit.
    package var isCounted: Bool {
        switch self {
        case .bulkChange, .bulkDelete, .spend, .send: true
        case .change, .delete, .undoOthers, .sql, .sqlWrite, .override, .people: false
        }
    }

    /// What a limit counts, for one statement.
    package func amount(_ count: Int) -> String {
        switch self {
        case .spend: "$\(count)"
        case .send: "\(count) message\(count == 1 ? "" : "s")"
        default: "\(count) row\(count == 1 ? "" : "s")"
        }
    }
}

/// How far a right goes.
package enum Grant: Hashable, Sendable {
    case no
    case yes
    /// Rows, dollars or messages of one statement.
    case upTo(Int)

    /// The lesser of both.
    package func narrowed(by other: Grant) -> Grant {
        switch (self, other) {
        case (.no, _), (_, .no): .no
        case (.yes, let grant), (let grant, .yes): grant
        case (.upTo(let most), .upTo(let others)): .upTo(min(most, others))
        }
    }

    package func covers(_ count: Int) -> Bool {
        switch self {
        case .no: false
        case .yes: true
        case .upTo(let most): count <= most
        }
    }
}

/// What somebody is about to do.
package enum Action: Hashable, Sendable {
    case add(entity: String)
    case change(entity: String)
    case delete(entity: String)
    /// A change that this actor, by name, made.
    case undo(by: String)
    case readSQL
    case writeSQL
    /// Counted in dollars.
    case spend
    /// Counted in messages.
    case send
    case override
}
