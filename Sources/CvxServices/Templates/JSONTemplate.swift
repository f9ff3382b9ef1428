internal import CvxDomain

/// JSON with `${…}` in it. Within quotes a slot becomes the text, outside of them a text of its own, or null where it is
/// unknown; either way it cannot become more than that.
package struct JSONTemplate<Slot: TemplateSlot>: Hashable, Sendable {
    private let template: TextTemplate<Slot>
    /// Of each slot, in their order: whether it stands within quotes.
    private let isQuoted: [Bool]

    package init(_ text: String) throws(TemplateFault) {
        template = try TextTemplate(text)
        var isQuoted: [Bool] = []
        var isInside = false
        var isEscaped = false
        for piece in template.pieces {
            guard case .literal(let text) = piece else {
                isQuoted.append(isInside)
                continue
            }
            for byte in text.utf8 {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\"") {
                    isInside.toggle()
                } else {
                    isEscaped = isInside && byte == UInt8(ascii: "\\")
                }
            }
        }
        self.isQuoted = isQuoted
        guard JSONValue(json: self.text { _ in "x" }) != nil else { throw .notJSON }
    }

    package var slots: Set<Slot> { template.slots }

    package func text(_ value: (Slot) -> String?) -> String {
        var places = isQuoted[...]
        return template.text { slot in
            let text = value(slot)
            if places.popFirst() == true { return JSONText.escaped(text ?? "") }
            return text.map { "\"\(JSONText.escaped($0))\"" } ?? "null"
        }
    }
}
