package import CvxDomain

/// What a trace may do: whom it asks, how often, and for how much.
package struct TraceOrder: Hashable, Sendable {
    /// Providers by name, in the order in which they are asked until one finds a contact.
    package var providers: [String]
    /// The most that all calls together may cost; nil: no bound of its own.
    package var budget: Money?
    /// How often a call that failed for the provider's reasons is sent again.
    package var retries: Int
    /// Asks again where an earlier answer still holds, or where it is not known what became of a call.
    package var isForced: Bool
    /// Who asks for it, in which words and why.
    package var draft: JournalDraft

    package init(
        providers: [String], budget: Money? = nil, retries: Int = 3, isForced: Bool = false,
        draft: JournalDraft
    ) {
        self.providers = providers
        self.budget = budget
        self.retries = retries
        self.isForced = isForced
        self.draft = draft
    }
}

/// The contacts that the workspace itself knows, as a provider.
package let localProvider = "local"
