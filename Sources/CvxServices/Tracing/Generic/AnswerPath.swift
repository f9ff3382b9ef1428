package import CvxDomain

/// Where something stands in an answer: `data.contacts[].phone`, with `[]` for each item of a list.
package struct AnswerPath: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case member(String)
        case each
    }

    let steps: [Step]

    /// Nil where the text is no path.
    package init?(_ text: String) {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            var name = part
            var lists = 0
            while name.hasSuffix("[]") {
                name.removeLast(2)
                lists += 1
            }
            let isName = !name.isEmpty && !name.contains { $0 == "[" || $0 == "]" || $0.isWhitespace }
            // An answer may be a list itself.
            guard isName || name.isEmpty && lists > 0 && steps.isEmpty else { return nil }
            if isName { steps.append(.member(String(name))) }
            steps += Array(repeating: .each, count: lists)
        }
        self.steps = steps
    }

    /// Up to its last list: one of what these steps lead to has one of what the path leads to.
    var item: ArraySlice<Step> { steps[..<((steps.lastIndex(of: .each) ?? -1) + 1)] }

    /// Whether this is said of the same item as that is.
    package func belongs(to path: AnswerPath) -> Bool { item == path.item }

    /// Within an item.
    var rest: ArraySlice<Step> { steps[item.endIndex...] }

    /// What it leads to, nulls left out.
    package func values(in json: JSONValue) -> [JSONValue] { Self.values(steps[...], in: json) }

    static func values(_ steps: ArraySlice<Step>, in json: JSONValue) -> [JSONValue] {
        guard let step = steps.first else { return json.isNull ? [] : [json] }
        switch step {
        case .member(let name): return json[name].map { values(steps.dropFirst(), in: $0) } ?? []
        case .each: return (json.array ?? []).flatMap { values(steps.dropFirst(), in: $0) }
        }
    }
}
