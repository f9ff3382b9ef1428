import CvxLanguage

extension TOMLReader {
    mutating func readValue(depth: Int) throws(Fault) -> TOMLValue {
        let start = position
        guard depth < Self.depthLimit else {
            throw Fault(message: "lists are nested too deep", span: Span(start, start + 1))
        }
        let kind: TOMLValue.Kind
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): kind = .text(try readText())
        case UInt8(ascii: "["): kind = .list(try readList(depth: depth))
        case UInt8(ascii: "{"): kind = .table(try readTable(depth: depth))
        default: kind = try readWord()
        }
        return TOMLValue(kind: kind, span: Span(start, position))
    }

    private mutating func readList(depth: Int) throws(Fault) -> [TOMLValue] {
        let start = position
        position += 1
        var items: [TOMLValue] = []
        while true {
            skipBlankLines()
            if byte == UInt8(ascii: "]") {
                position += 1
                return items
            }
            guard position < bytes.count else { throw unclosed(start, "list", "]") }
            items.append(try readValue(depth: depth + 1))
            skipBlankLines()
            if byte == UInt8(ascii: ",") {
                position += 1
            } else if byte != UInt8(ascii: "]") {
                throw unclosed(start, "list", "]")
            }
        }
    }

    private mutating func readTable(depth: Int) throws(Fault) -> TOMLTable {
        let start = position
        position += 1
        var table = TOMLTable(isClosed: true)
        skipBlanks()
        while byte != UInt8(ascii: "}") {
            if isAtLineEnd { throw unclosed(start, "table", "}") }
            let path = try readPath()
            let value = try readAssigned(path, depth: depth + 1)
            do throws(TOMLTable.Conflict) {
                try table.insert(value, at: path[...])
            } catch {
                throw Fault(
                    message: "`\(error.again.text)` is there twice", span: error.again.span,
                    help: "keep one of them")
            }
            skipBlanks()
            if byte == UInt8(ascii: ",") {
                position += 1
                skipBlanks()
            } else if byte != UInt8(ascii: "}") {
                throw unclosed(start, "table", "}")
            }
        }
        position += 1
        return table
    }

    private func unclosed(_ start: Int, _ what: String, _ sign: String) -> Fault {
        Fault(
            message: "the \(what) is not closed", span: Span(start, start + 1),
            help: "items are parted by `,`, and `\(sign)` ends it")
    }

    // MARK: numbers, true and false

    private mutating func readWord() throws(Fault) -> TOMLValue.Kind {
        let start = position
        while !isAtLineEnd, !Self.endsWord(byte) { position += 1 }
        let span = Span(start, position)
        let text = source.text(span)
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "": throw Fault(message: "a value is missing", span: Span(start, min(start + 1, bytes.count)))
        default: break
        }
        if let number = Self.number(text) { return number }
        let help =
            switch text.lowercased() {
            case "true", "yes", "on": "write `true`"
            case "false", "no", "off": "write `false`"
            default: "text goes in quotes: \"\(text)\""
            }
        throw Fault(message: "`\(text)` is not a value", span: span, help: help)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"): true
        default: false
        }
    }

    private static func number(_ text: String) -> TOMLValue.Kind? {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        // `_` stands between digits.
        guard
            zip(parts, parts.dropFirst()).allSatisfy({ left, right in
                left.last?.isHexDigit == true && right.first?.isHexDigit == true
            })
        else { return nil }
        let plain = parts.joined()
        let digits = plain.drop { $0 == "+" || $0 == "-" }
        guard plain.count - digits.count <= 1, let first = digits.utf8.first,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return nil }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            return Int64(plain.dropFirst(2), radix: radix).map { .integer($0) }
        }
        let isWhole = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if isWhole {
            guard first != UInt8(ascii: "0") || digits.utf8.count == 1 else { return nil }
            return Int64(plain).map { .integer($0) }
        }
        guard digits.utf8.allSatisfy({ ("0123456789.eE+-" as StaticString).holds($0) }),
            let value = Double(plain), value.isFinite
        else { return nil }
        return .float(value)
    }
}

extension StaticString {
    fileprivate func holds(_ byte: UInt8) -> Bool {
        withUTF8Buffer { $0.contains(byte) }
    }
}
