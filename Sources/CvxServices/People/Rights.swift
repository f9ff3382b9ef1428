import CvxDomain

/// Which role may what. A table, so that it can be shown and, in the settings, changed.
package struct Rights: Hashable, Sendable {
    private var grants: [Role: [Right: Grant]]

    package func grant(_ right: Right, to role: Role) -> Grant { grants[role]?[right] ?? .no }

    package mutating func set(_ right: Right, of role: Role, to grant: Grant) {
        grants[role, default: [:]][right] = grant
    }

    /// Everybody may everything.
    package static let unlimited: Rights = {
        var rights = Rights(grants: [:])
        for role in Role.allCases {
            for right in Right.allCases { rights.set(right, of: role, to: .yes) }
        }
        return rights
    }()

    /// What both allow.
    package func narrowed(by other: Rights) -> Rights {
        var rights = self
        for role in Role.allCases {
            for right in Right.allCases {
                rights.set(
                    right, of: role, to: grant(right, to: role).narrowed(by: other.grant(right, to: role)))
            }
        }
        return rights
    }

    package static let standard: Rights = {
        let table: [(right: Right, user: Grant, manager: Grant, admin: Grant)] = [
            (.change, .yes, .yes, .yes),
            (.bulkChange, .upTo(100), .yes, .yes),
            (.delete, .yes, .yes, .yes),
            (.bulkDelete, .no, .yes, .yes),
            (.undoOthers, .no, .yes, .yes),
            (.sql, .no, .yes, .yes),
            (.sqlWrite, .no, .no, .yes),
            (.spend, .upTo(25), .yes, .yes),
            (.send, .no, .yes, .yes),
            (.override, .no, .yes, .yes),
            (.people, .no, .no, .yes),
        ]
        var rights = Rights(grants: [:])
        for row in table {
            rights.set(row.right, of: .user, to: row.user)
            rights.set(row.right, of: .manager, to: row.manager)
            rights.set(row.right, of: .admin, to: row.admin)
        }
        return rights
    }()

    /// Why the actor may not; nil where nothing speaks against it.
    ///
    /// - Parameter count: Rows, dollars (rounded up) or messages of the whole statement.
    package func check(_ actor: Actor, _ action: Action, count: Int = 1) -> Refusal? {
        if let organization = actor.organization {
            switch action {
            case .readSQL, .writeSQL:
                return .sql(inside: organization)
            case .add("organizations"), .delete("organizations"):
                return Refusal(
                    .organization, "organizations are made and deleted by who belongs to none",
                    help: "you belong to \(organization.name)")
            default: break
            }
        }
        for right in action.rights(count, for: actor) {
            let grant = grant(right, to: actor.role)
            if !grant.covers(count) { return refusal(actor, right, grant, count) }
        }
        return nil
    }

    private func refusal(_ actor: Actor, _ right: Right, _ grant: Grant, _ count: Int) -> Refusal {
        let able = Role.allCases.filter { self.grant(right, to: $0).covers(count) }.map { "\($0.rawValue)s" }
        let who = "\(actor.role == .admin ? "an" : "a") \(actor.role.rawValue)"
        var message = "\(who) may not \(right.summary)"
        if case .upTo(let most) = grant {
            message =
                "\(who) may \(right.summary) up to \(right.amount(most)); this is \(right.amount(count))"
        }
        return Refusal(
            .right, message,
            help: (able.isEmpty ? "nobody may" : "\(able.joined(separator: " and ")) may")
                + "; see `describe rights`")
    }
}

extension Action {
    /// All of these are needed.
    fileprivate func rights(_ count: Int, for actor: Actor) -> [Right] {
        switch self {
        case .add(let entity), .change(let entity):
            [count > 1 ? .bulkChange : .change] + Self.people(entity)
        case .delete(let entity): [count > 1 ? .bulkDelete : .delete] + Self.people(entity)
        case .undo(let name): name == actor.name ? [] : [.undoOthers]
        case .readSQL: [.sql]
        case .writeSQL: [.sqlWrite]
        case .spend: [.spend]
        case .send: [.send]
        case .override: [.override]
        }
    }

    private static func people(_ entity: String) -> [Right] {
        entity == "users" || entity == "organizations" ? [.people] : []
    }
}
