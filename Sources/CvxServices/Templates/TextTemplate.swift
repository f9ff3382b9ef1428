/// What can stand between the braces of a template.
package protocol TemplateSlot: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

package enum TemplateFault: Error, Hashable {
    /// A `${` without its `}`.
    case notClosed
    case unknown(String)
    case notJSON
}

/// Text with `${…}` in it for what a request is about.
package struct TextTemplate<Slot: TemplateSlot>: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case literal(String)
        case slot(Slot)
    }

    let pieces: [Piece]

    package init(_ text: String) throws(TemplateFault) {
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

    package func text(_ value: (Slot) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .slot(let slot): value(slot)
            }
        }.joined()
    }
}
