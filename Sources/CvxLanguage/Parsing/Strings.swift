// Text: escapes, interpolation, and the indentation of `"""…"""`.
extension Parser {
    mutating func parseString() -> Expression {
        let token = current
        switch token.kind {
        case .stringOpen, .multilineOpen: return parseInterpolated()
        default:
            advance()
            return Expression(.literal(.text(decoded(token))), span: token.span)
        }
    }

    /// The text of a string token without interpolation; nil for any other token. Escapes are not reported.
    func plainText(_ token: Token) -> String? {
        guard token.kind.isText else { return nil }
        var copy = self
        return copy.decoded(token)
    }

    func exactReference(_ token: Token) -> String {
        var copy = self
        let inner = Span(
            start: token.start + 2, end: max(token.start + 2, token.isBroken ? token.end : token.end - 1))
        return copy.unescape(inner, indent: nil, isFirst: true)
    }

    private mutating func decoded(_ token: Token) -> String {
        let width: UInt32 = token.kind == .multilineString ? 3 : 1
        let start = min(token.start + width, token.end)
        let inner = Span(start: start, end: token.isBroken ? token.end : max(start, token.end - width))
        switch token.kind {
        case .rawString: return source.text(inner)
        case .multilineString:
            let layout = Layout(source.bytes, inner, opensLine: true)
            return unescape(layout.body(of: inner), indent: layout.indent, isFirst: !layout.opensLine)
        default: return unescape(inner, indent: nil, isFirst: true)
        }
    }

    private mutating func parseInterpolated() -> Expression {
        let start = position
        guard enter() else { return missing() }
        defer { leave() }
        let isMultiline = current.kind == .multilineOpen
        advance()
        var pieces: [(text: Span, value: Expression?)] = []
        var highest = 0
        while !isPanicking, current.kind == .stringText {
            let text = current.span
            advance()
            guard current.kind == .interpolationOpen else {
                pieces.append((text, nil))
                break
            }
            let outer = open()
            let value: Expression
            if current.kind == .interpolationClose {
                unexpected(
                    .expression,
                    help: "put an expression between `${` and `}`; a plain `$` before `{` is `\\$`")
                value = missing()
            } else {
                value = parseExpression()
            }
            highest = max(highest, height)
            close(.interpolationClose, restoring: outer)
            pieces.append((text, value))
        }
        if !isPanicking, current.kind == .stringClose { advance() }
        height = highest + 1
        let parts = assemble(pieces, isMultiline: isMultiline)
        return Expression(.interpolation(parts), span: span(from: start))
    }

    private mutating func assemble(_ pieces: [(text: Span, value: Expression?)], isMultiline: Bool)
        -> [StringPart]
    {
        var layout: Layout?
        if isMultiline, let first = pieces.first, let last = pieces.last {
            layout = Layout(source.bytes, Span(start: first.text.start, end: last.text.end), opensLine: true)
        }
        var parts: [StringPart] = []
        for (index, piece) in pieces.enumerated() {
            var span = piece.text
            if let layout {
                let whole = layout.whole
                span = Span(
                    start: max(span.start, whole.start),
                    end: max(max(span.start, whole.start), min(span.end, whole.end)))
            }
            let isFirst = index > 0 || !(layout?.opensLine ?? false)
            let text = unescape(span, indent: layout?.indent, isFirst: isFirst)
            if !text.isEmpty { parts.append(.text(text)) }
            if let value = piece.value { parts.append(.expression(value)) }
        }
        return parts
    }

    /// Where the text of a `"""…"""` lies: without the first line end, the last one and the indentation before the close.
    private struct Layout {
        var indent: [UInt8]?
        /// The text starts on the line after the opening quotes.
        var opensLine = false
        var whole: Span

        init(_ bytes: [UInt8], _ span: Span, opensLine _: Bool) {
            whole = span
            var start = Int(span.start)
            var end = Int(span.end)
            var probe = start
            while probe < end, bytes[probe] == 0x20 || bytes[probe] == 0x09 || bytes[probe] == 0x0D {
                probe += 1
            }
            guard probe < end, bytes[probe] == 0x0A else { return }
            start = probe + 1
            opensLine = true
            var lineStart = end
            while lineStart > start, bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09 {
                lineStart -= 1
            }
            if lineStart == start || bytes[lineStart - 1] == 0x0A {
                indent = Array(bytes[lineStart..<end])
                end = max(start, lineStart - 1)
                if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            }
            whole = Span(start, end)
        }

        func body(of _: Span) -> Span { whole }
    }

    /// Reads escapes; with `indent`, takes it off the start of each line. `isFirst`: the text does not start a line.
    private mutating func unescape(_ span: Span, indent: [UInt8]?, isFirst: Bool) -> String {
        let bytes = source.bytes
        var index = Int(span.start)
        let end = min(Int(span.end), bytes.count)
        if indent == nil, !bytes[index..<max(index, end)].contains(0x5C) { return source.text(span) }
        var result: [UInt8] = []
        result.reserveCapacity(end - index)
        var startsLine = !isFirst
        while index < end {
            if startsLine, let indent { index = skipIndent(indent, index, end) }
            startsLine = false
            guard index < end else { break }
            let byte = bytes[index]
            if byte == 0x5C {
                index = escape(at: index, end, into: &result)
                continue
            }
            if byte == 0x0D, index + 1 < end, bytes[index + 1] == 0x0A {
                index += 1
                continue
            }
            result.append(byte)
            index += 1
            startsLine = byte == 0x0A
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func skipIndent(_ indent: [UInt8], _ start: Int, _ end: Int) -> Int {
        let bytes = source.bytes
        for (offset, byte) in indent.enumerated() {
            let index = start + offset
            guard index < end, bytes[index] != 0x0A, bytes[index] != 0x0D else { return index }
            if bytes[index] != byte {
                note(
                    .unexpectedToken, "this line is indented less than the closing `\"\"\"`",
                    at: Span(start, index + 1),
                    help: "indent it with the same spaces or tabs as the closing `\"\"\"`")
                return index
            }
        }
        return start + indent.count
    }

    private mutating func escape(at start: Int, _ end: Int, into result: inout [UInt8]) -> Int {
        let bytes = source.bytes
        guard start + 1 < end else { return end }
        switch bytes[start + 1] {
        case 0x6E: result.append(0x0A)
        case 0x74: result.append(0x09)
        case 0x22, 0x5C, 0x24, 0x27: result.append(bytes[start + 1])
        case 0x75: return unicodeEscape(at: start, end, into: &result)
        default:
            var next = start + 2
            while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
            note(
                .badEscape, "`\(source.text(Span(start, next)))` is not an escape", at: Span(start, next),
                help: "escapes are \\n \\t \\\" \\\\ \\$ \\u{…}; raw text goes in '…'")
            return next
        }
        return start + 2
    }

    private mutating func unicodeEscape(at start: Int, _ end: Int, into result: inout [UInt8]) -> Int {
        let bytes = source.bytes
        var index = start + 2
        var value: UInt32 = 0
        var digits = 0
        if index < end, bytes[index] == 0x7B {
            index += 1
            while index < end, digits < 9, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue {
                value = value &* 16 &+ UInt32(digit)
                digits += 1
                index += 1
            }
            if index < end, bytes[index] == 0x7D, (1...8).contains(digits), let scalar = Unicode.Scalar(value)
            {
                result.append(contentsOf: Array(String(Character(scalar)).utf8))
                return index + 1
            }
        }
        note(
            .badEscape, "`\(source.text(Span(start, index)))` is not a character", at: Span(start, index),
            help: "write `\\u{e9}`: one to six hexadecimal digits")
        return index
    }
}
