/// What a statement may do beyond reading, as far as that can be said before it runs. Each checked command
/// reports its own; a program's are the union of its statements', followed through calls.
package struct Effects: Hashable, Sendable {
    /// What `allow` names and bounds.
    package enum Kind: String, CaseIterable, Sendable {
        case update, delete, add, spend, send
    }

    /// Entities whose rows it may change, by their plural names.
    package var updates: Set<String>
    package var deletes: Set<String>
    package var adds: Set<String>
    /// Pays somebody.
    package var spends: Bool
    /// Reaches people.
    package var sends: Bool
    /// Files that it writes and whose names stand in the program.
    package var writes: Set<String>
    /// Writes a file whose name is known only when it runs.
    package var writesUnnamedFile: Bool

    package init(
        updates: Set<String> = [], deletes: Set<String> = [], adds: Set<String> = [], spends: Bool = false,
        sends: Bool = false, writes: Set<String> = [], writesUnnamedFile: Bool = false
    ) {
        self.updates = updates
        self.deletes = deletes
        self.adds = adds
        self.spends = spends
        self.sends = sends
        self.writes = writes
        self.writesUnnamedFile = writesUnnamedFile
    }

    /// Reads only.
    package var isEmpty: Bool { self == Effects() }

    package mutating func formUnion(_ other: Effects) {
        updates.formUnion(other.updates)
        deletes.formUnion(other.deletes)
        adds.formUnion(other.adds)
        spends = spends || other.spends
        sends = sends || other.sends
        writes.formUnion(other.writes)
        writesUnnamedFile = writesUnnamedFile || other.writesUnnamedFile
    }

    package func contains(_ kind: Kind) -> Bool {
        switch kind {
        case .update: !updates.isEmpty
        case .delete: !deletes.isEmpty
        case .add: !adds.isEmpty
        case .spend: spends
        case .send: sends
        }
    }

    /// Its kinds that `allow` bounds, in the order of `Kind`.
    package var kinds: [Kind] { Kind.allCases.filter(contains) }

    /// `updates leads, spends up to $25, writes digest.csv`; `reads only` where there are none.
    /// - Parameter spending: what may be spent at most, as the program writes it.
    package func summary(spending: String? = nil) -> String {
        var parts: [String] = []
        func name(_ verb: String, _ entities: Set<String>) {
            if !entities.isEmpty { parts.append("\(verb) \(entities.sorted().joined(separator: ", "))") }
        }
        name("updates", updates)
        name("deletes", deletes)
        name("adds", adds)
        if spends { parts.append(spending.map { "spends up to \($0)" } ?? "spends money") }
        if sends { parts.append("sends messages") }
        name("writes", writes)
        if writesUnnamedFile { parts.append("writes files whose names are worked out when it runs") }
        return parts.isEmpty ? "reads only" : parts.joined(separator: ", ")
    }
}

/// The most that a program may do of each kind: what its `allow` says. Nil forbids the kind.
package struct Ceilings: Hashable, Sendable {
    /// Rows.
    package var update: Int64?
    package var delete: Int64?
    package var add: Int64?
    /// Messages.
    package var send: Int64?
    /// Ten-thousandths of a dollar.
    package var spend: Int64?
    package init() {}

    package subscript(_ kind: Effects.Kind) -> Int64? {
        get {
            switch kind {
            case .update: update
            case .delete: delete
            case .add: add
            case .send: send
            case .spend: spend
            }
        }
        set {
            switch kind {
            case .update: update = newValue
            case .delete: delete = newValue
            case .add: add = newValue
            case .send: send = newValue
            case .spend: spend = newValue
            }
        }
    }
}
