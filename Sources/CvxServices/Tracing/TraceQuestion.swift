import CvxDomain

/// A question to a provider in the form in which equal ones are recognized.
package struct TraceQuestion: Hashable, Sendable {
    /// The call's own name.
    package let id: String
    /// Equal for what differs in case, spaces, commas and full stops alone.
    package let key: String
    /// As it is kept: JSON.
    package let json: String

    package init(_ contact: ContactRequest, id: String) {
        self.id = id
        let parts = [
            contact.street, contact.city, contact.state, String(contact.zip.prefix(5)),
            contact.firstName ?? "", contact.lastName ?? "",
        ]
        key = parts.map(PostalAddress.folded).joined(separator: "|")
        var fields = ["\"requestId\":\"\(JSONText.escaped(id))\""]
        let address = zip(["street", "city", "state", "zip"], parts).filter { !$0.1.isEmpty }
            .map { "\"\($0.0)\":\"\(JSONText.escaped($0.1))\"" }
        fields.append("\"propertyAddress\":{\(address.joined(separator: ","))}")
        if let first = contact.firstName, let last = contact.lastName {
            fields.append(
                "\"name\":{\"first\":\"\(JSONText.escaped(first))\",\"last\":\"\(JSONText.escaped(last))\"}")
        }
        json = "{" + fields.joined(separator: ",") + "}"
    }
}
