internal import CvxServices

/// Named locks: a byte each of a file beside the journal, locked by the operating system, which lets go of it when the
/// process ends. The journal knows which byte, and who has it.
package final class JournalLocks: NamedLocks {
    private let store: OwnStore

    /// - Parameter transactions: shares its connection on the journal.
    package init(_ transactions: StoreTransactions) { store = transactions.journal.store }

    package func acquire(_ name: String, holder: String) throws -> AnyObject {
        let place = try place(of: name)
        guard let lock = try ByteLock(store.path + "-locks", at: place.id) else {
            throw JournalError(
                .lockHeld(name),
                "the lock `\(name)` is held by \(place.holder.isEmpty ? "another run" : place.holder)",
                help: "run it again when that is done")
        }
        try store.writing(isDurable: false) { connection in
            let update = try PreparedStatement(connection, "UPDATE locks SET holder = ? WHERE id = ?")
            update.bind(1, holder)
            update.bind(2, place.id)
            try update.run()
        }
        return lock
    }

    package func isHeld(_ name: String) throws -> Bool {
        let place: Int64?? = try store.reading { connection in
            let select = try PreparedStatement(connection, "SELECT id FROM locks WHERE name = ?")
            select.bind(1, name)
            return try select.step() ? select.int(0) : nil
        }
        return (place ?? nil).map { ByteLock.isHeld(store.path + "-locks", at: $0) } ?? false
    }

    private func place(of name: String) throws -> (id: Int64, holder: String) {
        try store.writing(isDurable: false) { connection in
            let insert = try PreparedStatement(
                connection, "INSERT OR IGNORE INTO locks (name, holder) VALUES (?, '')")
            insert.bind(1, name)
            try insert.run()
            let select = try PreparedStatement(connection, "SELECT id, holder FROM locks WHERE name = ?")
            select.bind(1, name)
            guard try select.step() else { throw ChangesetReader.damaged }
            return (select.int(0), select.text(1) ?? "")
        }
    }
}
