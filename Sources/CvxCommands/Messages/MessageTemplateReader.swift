import CvxLanguage

/// Takes a text apart at `${…}`. Brackets and texts inside an expression are seen as such; what it means is the
/// language's to say.
enum MessageTemplateReader {
    enum Piece {
        case text(String)
        /// Of the expression, without `${` and `}`.
        case field(Span)
    }

    /// - Throws: `MessageTemplate.Faults` where a `${` is not closed, or has nothing in it
    static func pieces(_ source: SourceText) throws -> [Piece] {
        let bytes = source.bytes
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == backslash, bytes.has("${", at: at + 1) {
                text += Array("${".utf8)
                at += 3
            } else if bytes.has("${", at: at) {
                if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
                text = []
                guard let end = end(of: bytes, from: at + 2) else {
                    throw fault("this `${` is not closed", at, bytes.count, source)
                }
                if bytes[(at + 2)..<end].allSatisfy({ $0 <= 0x20 }) {
                    throw fault("nothing stands between `${` and `}`", at, end + 1, source)
                }
                pieces.append(.field(Span(at + 2, end)))
                at = end + 1
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
        return pieces
    }

    private static let backslash = UInt8(ascii: "\\")

    /// Where the `}` stands that closes an expression.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var quote: UInt8?
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            if let open = quote {
                if byte == backslash, open == UInt8(ascii: "\"") {
                    at += 1
                } else if byte == open {
                    quote = nil
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
                case UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "}"):
                    if depth == 0 { return at }
                    depth -= 1
                default: break
                }
            }
            at += 1
        }
        return nil
    }

    private static func fault(
        _ message: String, _ start: Int, _ end: Int, _ source: SourceText
    ) -> MessageTemplate.Faults {
        var fault = Diagnostic(
            .badArgument, message, at: Span(start, end),
            help: "write `${.owner_name}`; a plain `${` is `\\${`")
        fault.source = source
        return MessageTemplate.Faults(diagnostics: [fault])
    }
}

extension [UInt8] {
    fileprivate func has(_ text: StaticString, at start: Int) -> Bool {
        start + text.utf8CodeUnitCount <= count
            && text.withUTF8Buffer { self[start..<(start + $0.count)].elementsEqual($0) }
    }
}
