/// Text with `${…}` in it for what a trace asks about.
package struct TextTemplate: Hashable, Sendable {
    /// What can stand between the braces.
    package enum Slot: String, CaseIterable, Sendable {
        case street, city, state, zip
        case firstName = "first_name"
        case lastName = "last_name"
        case requestID = "request_id"
        case key
    }

    enum Piece: Hashable, Sendable {
        case literal(String)
        case slot(Slot)
    }

    package enum Fault: Error, Hashable {
        case notClosed
        case unknown(String)
    }

    let pieces: [Piece]

    package init(_ text: String) throws(Fault) {
        var pieces: [Piece] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.first {
            guard rest.hasPrefix("${") else {
                literal.append(character)
                rest.removeFirst()
                continue
            }
            guard let end = rest.firstIndex(of: "}") else { throw .notClosed }
            let name = String(rest[..<end].dropFirst(2))
            guard let slot = Slot(rawValue: name) else { throw .unknown(name) }
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = ""
            pieces.append(.slot(slot))
            rest = rest[end...].dropFirst()
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        self.pieces = pieces
    }

    package var slots: Set<Slot> {
        Set(pieces.compactMap { if case .slot(let slot) = $0 { slot } else { nil } })
    }

    /// What stands before the first slot.
    package var start: String { if case .literal(let text)? = pieces.first { text } else { "" } }

    func text(_ value: (Slot) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .slot(let slot): value(slot)
            }
        }.joined()
    }
}

/// What the slots of one request stand for.
struct TemplateValues {
    var contact: ContactRequest
    var id: String
    var key: String?

    /// Nil for what is unknown.
    subscript(slot: TextTemplate.Slot) -> String? {
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
