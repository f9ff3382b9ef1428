/// How a column writes its phone numbers, so that a new one looks like its neighbours.
package struct PhoneFormat: Hashable, Sendable {
    /// `#` stands for each of the ten digits, all else for itself: `(###) ###-####`, `+1##########`.
    package var template: String

    package static let parentheses = PhoneFormat(template: "(###) ###-####")
    package static let dashes = PhoneFormat(template: "###-###-####")
    package static let e164 = PhoneFormat(template: "+1##########")
    package static let digits = PhoneFormat(template: "##########")

    package init(template: String) { self.template = template }

    /// How this one number is written; nil where it is no number. An extension is not part of the format.
    package init?(of sample: String) {
        guard let number = PhoneNumber(sample) else { return nil }
        // The country's 1, where it is written, comes before the ten.
        var toSkip = sample.utf8.prefixDigits(upTo: number)
        var (template, count) = ("", 0)
        for character in sample.drop(while: \.isWhitespace) where count < 10 {
            if character.isASCII, character.isNumber {
                if toSkip > 0 { toSkip -= 1; template.append(character); continue }
                template.append("#")
                count += 1
            } else {
                template.append(character)
            }
        }
        self.init(template: template)
    }

    /// The format that most samples have; nil where none of them is a number. Of two equally frequent the one
    /// that was met first.
    package static func detect(_ samples: some Sequence<String>) -> PhoneFormat? {
        var counts: [PhoneFormat: Int] = [:]
        var order: [PhoneFormat] = []
        for sample in samples {
            guard let format = PhoneFormat(of: sample) else { continue }
            if counts.updateValue(counts[format, default: 0] + 1, forKey: format) == nil {
                order.append(format)
            }
        }
        var best: (format: PhoneFormat, count: Int)?
        for format in order {
            let count = counts[format] ?? 0
            if count > best?.count ?? 0 { best = (format, count) }
        }
        return best?.format
    }

    package func format(_ number: PhoneNumber) -> String {
        var digits = number.digits.makeIterator()
        var text = ""
        for character in template {
            if character == "#" { text.append(digits.next() ?? "#") } else { text.append(character) }
        }
        return text + (number.phoneExtension.map { " x\($0)" } ?? "")
    }
}

extension String.UTF8View {
    /// Digits before the number's own: the country code that the sample writes.
    fileprivate func prefixDigits(upTo number: PhoneNumber) -> Int {
        let digits = filter { (0x30...0x39).contains($0) }
        let own = number.digits.utf8.count + (number.phoneExtension?.utf8.count ?? 0)
        return Swift.max(0, digits.count - own)
    }
}
