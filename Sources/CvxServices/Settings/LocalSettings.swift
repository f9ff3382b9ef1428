/// What `local` looks at beside the stores: `[providers.local]`.
package struct LocalSettings: Hashable, Sendable {
    /// The file of a contact list, absolute; nil where there is none.
    package var contacts: String?

    package init() {}
}
