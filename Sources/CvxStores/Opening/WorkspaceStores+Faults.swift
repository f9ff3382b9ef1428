package import CvxDomain

/// A store that is there and cannot be read. It is left out where another home of an entity can answer.
struct BrokenStore: Error {
    var error: StoreError
    /// The file when it was found to be so; nil where each look at it finds out anew.
    var file: FileProbe?
}

/// Something about a store that a person should know, said once.
package enum StoreNotice: Sendable {
    /// Answers come without its rows.
    case leftOut(StoreError)
    case sentence(String)
}

/// Whether an answer without a store that cannot be read is one.
enum Wholeness: Equatable {
    /// The rest answers, and it is said that something is missing.
    case preferred
    /// No: a change, or whoever said so, needs every home; of this entity one home was named.
    case required(except: String?)
}

extension StoreError {
    /// The store cannot be read, now or later; not that somebody else uses it or we were interrupted.
    var isOfTheStore: Bool {
        switch kind {
        case .unreadable, .notADatabase, .corrupt, .readOnly, .sql: true
        default: false
        }
    }
}

extension StoreRole {
    /// Names are given to tables of earlier stores first.
    var precedence: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension WorkspaceStores {
    /// See `WorkspaceCatalog`.
    package func fault(of store: StoreRole) -> (any Error)? { faults[store]?.error }

    /// What was not said yet.
    package func takeNotices() -> [StoreNotice] {
        defer {
            unsaid = []
            saidWarnings = warnings.count
        }
        return unsaid + warnings.dropFirst(saidWarnings).map(StoreNotice.sentence)
    }

    /// Runs what reads a store's schema.
    ///
    /// - Throws: `BrokenStore` where the store cannot be read, once and for all; other errors as they are.
    func settingAside<T>(_ role: StoreRole, _ body: () throws -> T) throws -> T {
        do {
            let value = try translating(role, body)
            faults[role] = nil
            saidLeftOut.remove(role)
            return value
        } catch let error as StoreError where error.isOfTheStore || error.kind == .diskFull {
            throw note(error, of: role, file: nil)
        }
    }

    /// See `WorkspaceCatalog`.
    package func leaveOut(_ roles: Set<StoreRole>) {
        for role in roles.sorted(by: { $0.precedence < $1.precedence }) {
            guard let fault = faults[role], saidLeftOut.insert(role).inserted else { continue }
            unsaid.append(.leftOut(fault.error))
        }
    }

    /// Runs what must not work on a part of the rows, such as a change.
    ///
    /// - Parameter entity: one of whose homes a single one was named
    func wholly<T>(except entity: String? = nil, _ body: () throws -> T) rethrows -> T {
        let before = wholeness
        wholeness = .required(except: entity)
        defer { wholeness = before }
        return try body()
    }

    /// Why an entity without a store that cannot be read does not do; nil where it does.
    func wholenessFault(_ entity: BoundEntity) -> StoreError? {
        guard let role = StoreRole.allCases.first(where: entity.lacking.contains),
            let error = faults[role]?.error
        else { return nil }
        if entity.homes.isEmpty || configuration.isStrict || organization != nil { return error }
        if case .required(let exception) = wholeness, exception != entity.definition.name { return error }
        return nil
    }

    /// Attaches what SQL that a person wrote may read. A store that cannot be read is left out where the SQL names
    /// others and not it; tables without a store before them could be its own.
    func attachAll(for sql: String) throws {
        var broken: [BrokenStore] = []
        var healthy: [StoreRole] = []
        for role in StoreRole.allCases {
            do {
                let isThere = try settingAside(role) {
                    try withConnection { try schema(role, on: $0) != nil }
                }
                if isThere { healthy.append(role) }
            } catch let fault as BrokenStore {
                broken.append(fault)
            }
        }
        guard let first = broken.first else { return }
        let words = Set(
            sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        let named = broken.first { $0.error.store.map { words.contains($0.rawValue) } ?? true }
        let isQualified = healthy.contains { words.contains($0.rawValue) }
        if configuration.isStrict || named != nil || !isQualified {
            var error = (named ?? first).error
            if named == nil { error.help = "name the store before each table, as in leadflow.leads" }
            throw error
        }
        leaveOut(Set(broken.compactMap(\.error.store)))
    }

    /// After an error in the midst of reading: looks for the stores that it can have come from and leaves them out
    /// from now on.
    ///
    /// - Returns: What is wrong with the first of them; nil where none is damaged.
    func setAside(after error: StoreError) -> StoreError? {
        guard error.kind == .corrupt || error.kind == .notADatabase else { return nil }
        var found: StoreError?
        for role in StoreRole.allCases {
            guard let store = attached[role], let fault = damage(of: store, role) else { continue }
            _ = note(fault, of: role, file: FileProbe(store.path))
            found = found ?? fault
        }
        return found
    }

    private func damage(of store: AttachedStore, _ role: StoreRole) -> StoreError? {
        do {
            let finding = try withConnection {
                try RawStatement.text($0, "PRAGMA \(store.schema).quick_check(1)")
            }
            return finding == "ok" ? nil : StoreError(.corrupt, store: role, path: store.path)
        } catch {
            let fault = StoreError.translate(error, store: role, path: store.path)
            return fault.flatMap {
                $0.isOfTheStore ? StoreError(.corrupt, store: role, path: store.path) : nil
            }
        }
    }

    /// Takes the store off the connection: SQLite would trip over it in every statement.
    private func note(_ error: StoreError, of role: StoreRole, file: FileProbe?) -> BrokenStore {
        let broken = BrokenStore(error: error, file: file ?? faults[role]?.file)
        faults[role] = broken
        schemas[role] = nil
        if let store = attached[role] {
            _ = try? withConnection { try RawStatement.each($0, "DETACH \(store.schema)") { _ in } }
            attached[role] = nil
        }
        return broken
    }
}
