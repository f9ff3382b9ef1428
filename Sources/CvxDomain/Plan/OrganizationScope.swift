/// The organization that nothing is read or changed outside of.
package struct OrganizationScope: Hashable, Sendable {
    /// As the store's organizations have it, as text.
    package var id: String
    /// For people; the id where the organization has no name.
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
