/// What a trace asks about, in a template.
package enum TraceSlot: String, TemplateSlot {
    case street, city, state, zip
    case firstName = "first_name"
    case lastName = "last_name"
    case requestID = "request_id"
    case key
}

/// What the slots of one request stand for.
struct TemplateValues {
    var contact: ContactRequest
    var id: String
    var key: String?

    /// Nil for what is unknown.
    subscript(slot: TraceSlot) -> String? {
        let text: String? =
            switch slot {
            case .street: contact.street
            case .city: contact.city
            case .state: contact.state
            case .zip: contact.zip
            case .firstName: contact.firstName
            case .lastName: contact.lastName
            case .requestID: id
            case .key: key
            }
        return text?.isEmpty == true ? nil : text
    }
}
