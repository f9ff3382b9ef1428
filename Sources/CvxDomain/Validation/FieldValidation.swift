/// Whether a value may be written to a field. Reading is never so strict: what a store holds is shown as it is.
package enum FieldValidation {
    /// - Parameters:
    ///   - entity: Its plural name, for messages.
    ///   - held: Words that the column holds already; those are taken though the catalog does not know them.
    /// - Returns: Nil where nothing speaks against it. Null is never refused here: whether a column takes it is
    ///   the store's matter.
    package static func check(
        _ scalar: Scalar, field: CatalogField, entity: String, held: Set<String> = []
    ) -> FieldProblem? {
        let problem: FieldProblem?
        switch scalar {
        case .null: return nil
        case .decimal(let number), .percent(let number):
            guard number.isFinite else {
                return FieldProblem("`\(field.name)` takes no infinite number", help: "write a number")
            }
            problem = check(number: number, scalar, field)
        case .int(let number): problem = check(number: Double(number), scalar, field)
        case .money(let money): problem = check(number: money.dollars, scalar, field)
        case .duration(let span):
            problem = check(number: Double(span.nominalMilliseconds), scalar, field)
        case .text(let text), .symbol(_, let text), .phone(let text):
            problem = check(text: text, field, held)
        case .bool, .date, .instant: problem = nil
        }
        if field.type == .secret {
            return FieldProblem(
                "`\(field.name)` of \(entity) cannot be written here", help: "the application sets it")
        }
        return problem
    }

    // MARK: numbers

    private static func check(number: Double, _ scalar: Scalar, _ field: CatalogField) -> FieldProblem? {
        if field.type == .percent, !(0...1).contains(number) {
            if case .percent = scalar {
                return FieldProblem(
                    "`\(field.name)` is between 0% and 100%", help: "write a percentage: `80%`")
            }
            let help =
                (1...100).contains(number) ? "write `\(text(number))%`" : "write a percentage: `80%`"
            return FieldProblem("`\(field.name)` takes a percentage, not \(text(number))", help: help)
        }
        switch field.rule {
        case .range(let range)? where number < Double(range.lowerBound) || number > Double(range.upperBound):
            return FieldProblem(
                "`\(field.name)` cannot be \(text(number))",
                help: "it is between \(range.lowerBound) and \(range.upperBound)")
        case .notNegative? where number < 0:
            return FieldProblem("`\(field.name)` cannot be negative", help: "write 0 or more")
        default: return nil
        }
    }

    private static func text(_ number: Double) -> String {
        Int64(exactly: number).map(String.init) ?? "\(number)"
    }

    // MARK: texts

    private static func check(text: String, _ field: CatalogField, _ held: Set<String>) -> FieldProblem? {
        if text.utf8.contains(0) {
            return FieldProblem("`\(field.name)` takes no NUL character", help: "leave it out")
        }
        switch field.type {
        case .phone:
            return PhoneNumber.parse(text).problem(of: text)
        case .vocabulary(let name):
            return Vocabulary.named(name).flatMap { word(text, of: $0, held) }
        case .json: return json(text, field)
        default: break
        }
        switch field.rule {
        case .email?: return EmailAddress.problem(text)
        case .timeZone?: return ZoneName.problem(text)
        case .timeOfDay?: return TimeOfDay.problem(text)
        case .state?: return held.contains(text) ? nil : PostalText.stateProblem(text)
        case .zip?: return PostalText.zipProblem(text)
        case .label?: return label(text, field)
        default: return nil
        }
    }

    private static func label(_ text: String, _ field: CatalogField) -> FieldProblem? {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
            return FieldProblem("`\(field.name)` cannot be empty", help: "write a word or two")
        }
        let isOneLine = !text.contains(where: \.isNewline)
        if isOneLine, !first.properties.isWhitespace, !last.properties.isWhitespace { return nil }
        return FieldProblem(
            "`\(field.name)` is one line with no space around it",
            help: "leave the space and the line breaks out")
    }

    private static func word(
        _ word: String, of vocabulary: Vocabulary, _ held: Set<String>
    ) -> FieldProblem? {
        let folded = word.foldedName
        if held.contains(word) || vocabulary.values.contains(where: { $0.foldedName == folded }) {
            return nil
        }
        let noun = String(vocabulary.name.map { $0 == "_" ? " " : $0 })
        let article = "aeiou".contains(noun.first ?? "x") ? "an" : "a"
        return FieldProblem(
            "`\(word)` is not \(article) \(noun)",
            help: "values: " + vocabulary.values.joined(separator: ", "), candidates: vocabulary.values)
    }

    private static func json(_ text: String, _ field: CatalogField) -> FieldProblem? {
        var text = text
        let isJSON = text.withUTF8 { JSONSanitizer.sanitize($0) != .notJSON }
        guard isJSON else {
            return FieldProblem("`\(field.name)` takes JSON", help: #"for example `'{"a": 1}'`"#)
        }
        // What was shown is not what the store holds: written back, the secret would be lost.
        if text.contains("\"\(JSONSanitizer.mark)\"") {
            return FieldProblem(
                "`\(field.name)` would lose a secret: this value was shown without it",
                help: "copy it inside the store: `set \(field.name) = .\(field.name)`")
        }
        let first = text.utf8.first { $0 > 0x20 }
        if field.rule == .jsonList, first != 0x5B {
            return FieldProblem("`\(field.name)` takes a JSON list", help: #"for example `'["…"]'`"#)
        }
        return nil
    }
}
