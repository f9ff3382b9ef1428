// Text: `"…${expr}…"`, `'…'`, `"""…"""`. Escapes are read by the parser, which knows where the text stands.
extension Lexer {
    mutating func reportUnterminated(_ start: Int, _ what: String, help: String? = nil) {
        report(
            .unterminatedString, "\(what) is not closed", start, position,
            help: help ?? "close it on the same line")
    }

    private var isAtTripleQuote: Bool { byte() == 0x22 && byte(1) == 0x22 && byte(2) == 0x22 }

    mutating func lexRawString() {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != 0x27, bytes[position] != 0x0A { position += 1 }
        let isClosed = byte() == 0x27
        if isClosed {
            position += 1
        } else {
            trimCarriageReturn(start)
            reportUnterminated(start, "this text", help: "close it with `'`; over several lines use `\"\"\"`")
        }
        emit(.rawString, from: start, isBroken: !isClosed)
    }

    mutating func lexString() {
        let start = position
        let isMultiline = isAtTripleQuote
        position += isMultiline ? 3 : 1
        let textStart = position
        switch skipText(isMultiline) {
        case .closed:
            position += isMultiline ? 3 : 1
            emit(isMultiline ? .multilineString : .string, from: start)
        case .interpolation:
            let textEnd = position
            position = textStart
            emit(isMultiline ? .multilineOpen : .stringOpen, from: start)
            position = textEnd
            openInterpolation(isMultiline, textStart: textStart, open: start)
        case .unterminated:
            unterminatedText(start, isMultiline)
            emit(isMultiline ? .multilineString : .string, from: start, isBroken: true)
        }
    }

    /// After the `}` of an interpolation.
    mutating func continueString(isMultiline: Bool, open: Int) {
        let textStart = position
        switch skipText(isMultiline) {
        case .interpolation: openInterpolation(isMultiline, textStart: textStart, open: open)
        case .closed:
            emit(.stringText, from: textStart)
            punctuation(.stringClose, isMultiline ? 3 : 1)
        case .unterminated:
            emit(.stringText, from: textStart)
            unterminatedText(open, isMultiline)
            emit(.stringClose, from: position, isBroken: true)
        }
    }

    private mutating func openInterpolation(_ isMultiline: Bool, textStart: Int, open: Int) {
        emit(.stringText, from: textStart)
        punctuation(.interpolationOpen, 2)
        interpolations.append(Interpolation(isMultiline: isMultiline, braces: 0, open: open))
    }

    private mutating func unterminatedText(_ start: Int, _ isMultiline: Bool) {
        trimCarriageReturn(start)
        let end = isMultiline ? min(start + 3, bytes.count) : position
        report(
            .unterminatedString, "this text is not closed", start, end,
            help: isMultiline
                ? "close it with `\"\"\"`" : "close it with `\"`; over several lines use `\"\"\"`")
    }

    private mutating func trimCarriageReturn(_ start: Int) {
        if position > start + 1, bytes[position - 1] == 0x0D { position -= 1 }
    }

    private enum TextEnd { case closed, interpolation, unterminated }

    private mutating func skipText(_ isMultiline: Bool) -> TextEnd {
        while position < bytes.count {
            switch bytes[position] {
            case 0x22:
                if !isMultiline || isAtTripleQuote { return .closed }
                position += 1
            case 0x5C:
                position += 1
                if position < bytes.count, bytes[position] != 0x0A { position += 1 }
            case 0x24 where byte(1) == 0x7B: return .interpolation
            case 0x0A where !isMultiline: return .unterminated
            default: position += 1
            }
        }
        return .unterminated
    }

    /// Closes the texts that a line end, or the end of the source, leaves open, so that the parser sees whole ones.
    mutating func closeInterpolations(onlySingleLine: Bool) {
        var isReported = false
        while let top = interpolations.last, !(onlySingleLine && top.isMultiline) {
            interpolations.removeLast()
            if !isReported {
                report(
                    .unterminatedString, "this text is not closed", top.open, position,
                    help: "close its `${` with `}` and the text with `\"`")
                isReported = true
            }
            emit(.interpolationClose, from: position, isBroken: true)
            emit(.stringText, from: position)
            emit(.stringClose, from: position, isBroken: true)
        }
    }
}
