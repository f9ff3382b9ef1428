internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// Several files do not commit as one: an interruption may leave a change in some of them alone. Its intent stands in
/// the journal then, and is settled here.
extension StoreTransactions {
    /// Settles changes that an interruption left half done; costs one look at a file where there are none.
    ///
    /// - Parameter patience: milliseconds to wait for somebody who is about to commit.
    /// - Returns: what was done, a sentence for each change that was not simply whole.
    @discardableResult
    package func settleInterrupted(patience: Int = 1_000) -> [String] {
        guard !isOpen, doubt.isRaised else { return [] }
        var sentences: [String] = []
        do {
            let isAlone = try doubt.alone(patience: patience) {
                sentences = try connected { try settleAll($0) }
                let isSettled = try journal.store.reading { try !InterruptedUnit.isThereAny($0) } ?? true
                if isSettled { doubt.clear() }
            }
            // Somebody is committing: that is no interruption, and what else there is waits for the next start.
            if !isAlone { return [] }
        } catch {
            sentences.append("an interrupted change could not be settled: \(Self.words(error))")
        }
        return sentences
    }

    private static func words(_ error: any Error) -> String {
        (error as? StoreError)?.message ?? (error as? JournalError)?.message ?? "\(error)"
    }

    private func settleAll(_ connection: OpaquePointer) throws -> [String] {
        // Whoever waits for us holds the stores' locks: we must not wait long for those.
        let patience = try stores.patience()
        let limit = patience.limit
        patience.limit = min(1_000, limit)
        defer { patience.limit = limit }
        var sentences: [String] = []
        for unit in try journal.store.reading(InterruptedUnit.all) ?? [] {
            do {
                if let sentence = try settle(unit, connection).sentence { sentences.append(sentence) }
            } catch {
                sentences.append("\(unit.description) is still in doubt: \(Self.words(error))")
            }
        }
        return sentences
    }

    struct Settlement {
        var isDone: Bool
        /// Nil where there is nothing to say: the change was whole.
        var sentence: String?
    }

    /// Makes one unit whole or absent, and writes down which.
    func settle(_ unit: InterruptedUnit, _ connection: OpaquePointer) throws -> Settlement {
        for role in unit.roles {
            let path = stores.configuration.paths[role] ?? ""
            guard journal.fileName(role) == unit.files[role], try stores.attach(role) else {
                throw StoreError(.missing, store: role, path: unit.files[role] ?? path)
            }
        }
        let isWritable = unit.roles.allSatisfy { stores.attached[$0]?.isReadOnly == false }
        try start(connection)
        do {
            if isWritable { try lock(unit.roles, on: connection) }
            let settlement = try makeWhole(unit, isWritable: isWritable, connection)
            try OwnStore.execute("COMMIT", connection)
            try note(settlement, of: unit)
            return settlement
        } catch {
            if sqlite3_get_autocommit(connection) == 0 { try? OwnStore.execute("ROLLBACK", connection) }
            throw error
        }
    }

    private func makeWhole(
        _ unit: InterruptedUnit, isWritable: Bool, _ connection: OpaquePointer
    ) throws -> Settlement {
        var verdicts: [StoreRole: StoreEvidence.Verdict] = [:]
        for role in unit.roles { verdicts[role] = try verdict(unit, role, connection) }
        let applied = unit.roles.filter { verdicts[$0] == .applied }
        let absent = unit.roles.filter { verdicts[$0] == .absent }
        if absent.isEmpty { return Settlement(isDone: true, sentence: nil) }
        if applied.isEmpty {
            return Settlement(
                isDone: false,
                sentence:
                    "\(unit.description) was interrupted before it was made: nothing of it is in the stores")
        }
        guard isWritable else {
            let role = unit.roles.first { stores.attached[$0]?.isReadOnly == true }
            throw StoreError(
                .readOnly, store: role, path: role.flatMap { stores.configuration.paths[$0] } ?? "")
        }
        // Forward if that goes without a conflict, else back, else whichever has fewer.
        let forth = try attempt(unit, absent, reversed: false, unless: { $0 > 0 }, connection)
        if let forth, forth.conflictCount == 0 { return made(unit, absent, whole: true, forth) }
        let back = try attempt(unit, applied, reversed: true, unless: { $0 > 0 }, connection)
        if let back, back.conflictCount == 0 { return made(unit, applied, whole: false, back) }
        return try leastConflicts(unit, absent: absent, applied: applied, connection)
    }

    private func leastConflicts(
        _ unit: InterruptedUnit, absent: [StoreRole], applied: [StoreRole], _ connection: OpaquePointer
    ) throws -> Settlement {
        var forward = 0
        _ = try attempt(
            unit, absent, reversed: false,
            unless: {
                forward = $0
                return true
            }, connection)
        let back = try attempt(unit, applied, reversed: true, unless: { $0 >= forward }, connection)
        if let back { return made(unit, applied, whole: false, back) }
        let forth = try attempt(unit, absent, reversed: false, unless: { _ in false }, connection)
        return made(unit, absent, whole: true, forth ?? UndoReport())
    }

    /// Nil, and nothing changed, where there are too many conflicts.
    private func attempt(
        _ unit: InterruptedUnit, _ roles: [StoreRole], reversed: Bool, unless isTooMany: (Int) -> Bool,
        _ connection: OpaquePointer
    ) throws -> UndoReport? {
        try OwnStore.execute("SAVEPOINT cvx_settle", connection)
        let report = try carryOut(unit, roles, reversed: reversed, connection)
        guard report.conflictCount > 0, isTooMany(report.conflictCount) else {
            try OwnStore.execute("RELEASE cvx_settle", connection)
            return report
        }
        try OwnStore.execute("ROLLBACK TO cvx_settle; RELEASE cvx_settle", connection)
        return nil
    }

    private func carryOut(
        _ unit: InterruptedUnit, _ roles: [StoreRole], reversed: Bool, _ connection: OpaquePointer
    ) throws -> UndoReport {
        // What triggers did is journaled like the rest.
        cvx_set_triggers(connection, 0)
        defer { cvx_set_triggers(connection, 1) }
        let application = ChangeApplication(
            connection, try schemas(roles, connection),
            orphans: try journal.store.reading { try Orphan.of(unit.entries.map(\.id), $0) } ?? [])
        _ = try journal.store.reading { journal in
            for role in roles {
                try unit.each(of: role, reversed: reversed, journal) { change, names in
                    let step = RowChange(change)
                    try application.apply(reversed ? step.reversed : step, role, names: names)
                }
            }
        }
        try application.finish()
        return application.report
    }

    private func verdict(
        _ unit: InterruptedUnit, _ role: StoreRole, _ connection: OpaquePointer
    ) throws -> StoreEvidence.Verdict {
        let evidence = StoreEvidence()
        let application = ChangeApplication(connection, try schemas([role], connection))
        return try journal.store.reading { journal in
            try unit.each(of: role, reversed: false, journal) { evidence.add($0, names: $1) }
            return try evidence.verdict { try application.table($0.table, role, $1) }
        } ?? .unknown
    }

    private func made(
        _ unit: InterruptedUnit, _ roles: [StoreRole], whole: Bool, _ report: UndoReport
    ) -> Settlement {
        let stores = roles.map(\.rawValue).joined(separator: " and ")
        var sentence =
            whole
            ? "\(unit.description) was interrupted half way: what was missing in \(stores) is made now, and it is whole"
            : "\(unit.description) was interrupted half way: what was in \(stores) is taken back, and nothing of it is left"
        if report.conflictCount > 0 {
            let rows = report.conflicts.prefix(5).map {
                "\($0.store.rawValue).\($0.table) \($0.key.compactMap(\.text).joined(separator: " "))"
            }
            sentence += "; left alone, as others changed them since: \(rows.joined(separator: ", "))"
            if report.conflictCount > 5 { sentence += " and \(report.conflictCount - 5) more" }
        }
        return Settlement(isDone: whole, sentence: sentence)
    }

    private func note(_ settlement: Settlement, of unit: InterruptedUnit) throws {
        try journal.store.writing { connection in
            for entry in unit.entries {
                if settlement.isDone {
                    try JournalWriter.settle(entry.id, note: settlement.sentence, connection)
                } else {
                    try JournalWriter.abandon(entry.id, note: settlement.sentence ?? "", connection)
                }
            }
        }
    }
}
