internal import CvxDomain
internal import CvxServices

/// Letters as a page of HTML that prints one on each sheet, addresses where the windows of a #10 envelope with two are when
/// the sheet is folded in three. Every letter is one line of the file.
enum LetterPage {
    /// Whatever stands behind the last letter belongs to it, so that the file only grows.
    static let head = Array(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Letters</title><style>
        @page { size: letter; margin: 0 }
        body { margin: 0; font: 11pt/1.4 Georgia, serif }
        section { position: relative; box-sizing: border-box; min-height: 11in; padding: 3.9in 1in 1in; break-after: page }
        address { position: absolute; left: .75in; width: 3.6in; max-height: .9in; overflow: hidden;
          font-style: normal; line-height: 1.2; white-space: pre-line }
        .from { top: .6in; font-size: 9pt }
        .to { top: 2.1in }
        h1 { font-size: 12pt; margin: 0 0 1em }
        .text { white-space: pre-wrap; overflow-wrap: anywhere }
        .test::before { content: "TEST"; position: absolute; top: .6in; right: 1in }
        @media screen { section { width: 8.5in; margin: 1em auto; box-shadow: 0 0 4px #888 } }
        </style></head><body>

        """.utf8)

    static let format = RecordFormat(
        head: head, start: Array("<section id=\"".utf8), idEnd: UInt8(ascii: "\""))

    /// - Parameter sender: the name and address that it comes from; nil: the place for it stays empty
    static func letter(_ message: OutgoingMessage, sender: String?) -> [UInt8] {
        var line = "<section id=\"\(escaped(message.id))\"\(message.isTest ? " class=\"test\"" : "")>"
        if let sender {
            line += "<address class=\"from\">\(escaped(sender.replacing(", ", with: "\n")))</address>"
        }
        let to = [message.recipientName, lines(message.recipient)].compactMap(\.self).joined(separator: "\n")
        line += "<address class=\"to\">\(escaped(to))</address>"
        if !message.subject.isEmpty { line += "<h1>\(escaped(message.subject))</h1>" }
        line += "<div class=\"text\">\(escaped(message.body))</div></section>\n"
        return Array(line.utf8)
    }

    /// An address as an envelope has it, where it is known in one line.
    static func lines(_ address: String) -> String {
        guard !address.contains(where: \.isNewline), let parts = PostalAddress(address), !parts.city.isEmpty
        else {
            return address
        }
        let place = [parts.state, parts.zip].filter { !$0.isEmpty }.joined(separator: " ")
        return "\(parts.street)\n\(parts.city)\(place.isEmpty ? "" : ", ")\(place)"
    }

    /// Text that stays text, on one line of the file; control characters are left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n": escaped += "&#10;"
            case "\t": escaped += "&#9;"
            case let control where control.properties.generalCategory == .control: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
