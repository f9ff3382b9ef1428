/// Why the journal cannot do what was asked.
package struct JournalError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case noEntry(Int64)
        case alreadyUndone(Int64, by: Int64?)
        case pastRetention(Int64)
        /// An interruption kept it from the stores: there is nothing to take back.
        case abandoned(Int64)
        /// An interruption left it, and it is not settled yet.
        case inDoubt(Int64)
        /// The entry changed another file than the store is now.
        case otherFile(Int64)
        /// Rows of the table cannot be told apart for undo.
        case unrecordable(table: String)
        /// A statement that a recorded change may not hold.
        case notAChange
        /// `begin` inside a transaction, or `commit` outside one.
        case transactionState
        /// Something went with it that cannot be taken back: money was spent, a message sent.
        case reachedOutside(Int64)
        /// A lock of that name is held by another process.
        case lockHeld(String)
    }

    package var kind: Kind
    package var message: String
    /// The next step; empty where there is none to offer.
    package var help: String

    package init(_ kind: Kind, _ message: String, help: String = "") {
        self.kind = kind
        self.message = message
        self.help = help
    }
}
