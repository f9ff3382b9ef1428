/// A message with `${…}` in it: text, and expressions over a lead.
package struct MergeText: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        /// In the language, without its braces.
        case expression(String)
    }

    package let parts: [Part]

    package init(_ text: String) {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            plain += rest[..<dollar]
            let after = rest.index(after: dollar)
            guard after < rest.endIndex, rest[after] == "{",
                let end = Self.end(of: rest[rest.index(after: after)...])
            else {
                plain.append("$")
                rest = rest[after...]
                continue
            }
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(.expression(String(rest[rest.index(after: after)..<end])))
            rest = rest[rest.index(after: end)...]
        }
        plain += rest
        if !plain.isEmpty { parts.append(.text(plain)) }
        self.parts = parts
    }

    package var expressions: [String] {
        parts.compactMap { if case .expression(let text) = $0 { text } else { nil } }
    }

    /// The question for all of its expressions; nil where it has none.
    package func question(over entity: String) -> String? {
        let items = expressions.enumerated().map { "m\($0): (\($1))" }
        return items.isEmpty ? nil : "find \(entity) | select \(items.joined(separator: ", "))"
    }

    /// - Parameter values: one for each expression, as text
    package func merged(_ values: some Collection<String>) -> String {
        var rest = values[...]
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .expression: rest.popFirst() ?? ""
            }
        }.joined()
    }

    /// Where the `}` stands that belongs to an expression's `{`; those in texts of it do not count.
    private static func end(of text: Substring) -> Substring.Index? {
        var depth = 0
        var quote: Character?
        var escaped = false
        for index in text.indices {
            let character = text[index]
            if escaped {
                escaped = false
            } else if let open = quote {
                if character == "\\", open == "\"" {
                    escaped = true
                } else if character == open {
                    quote = nil
                }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "{" {
                depth += 1
            } else if character == "}" {
                if depth == 0 { return index }
                depth -= 1
            }
        }
        return nil
    }
}
