/// Why a trace cannot be made at all.
package struct TraceError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case unknownProvider
        /// Nothing says what a call costs.
        case noPrice
        case noKey
        /// The contact list that `local` looks at cannot be used.
        case contactList
        case noBatch
        /// The batch is through, or another process works on it.
        case batchState
    }

    package var kind: Kind
    package var message: String
    /// The next step.
    package var help: String

    package init(_ kind: Kind, _ message: String, help: String) {
        self.kind = kind
        self.message = message
        self.help = help
    }
}
