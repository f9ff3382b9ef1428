import CvxCommands
import CvxLanguage

extension EditorServer {
    /// One edit of what differs; none where the text has errors, which are shown as such.
    func format(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        let text: String
        do throws(Formatter.Refusal) {
            text = try Formatter.format(document.source, shapes: VerbTable.shapes)
        } catch {
            guard case .meaningWouldChange = error else { return .null }
            throw RemoteError(.requestFailed, "formatted, the text would not mean the same")
        }
        let (old, new) = (document.text.bytes, Array(text.utf8))
        guard old != new else { return [] }
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var end = 0
        while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
        }
        // Whole characters and whole line ends.
        while start > 0, old[start...].first.map(Self.isInside) ?? false || old[start - 1] == 0x0D {
            start -= 1
        }
        while end > 0, Self.isInside(old[old.count - end]) || old[old.count - end] == 0x0A { end -= 1 }
        return [
            [
                "range": document.text.range(Span(start, old.count - end)),
                "newText": .string(String(decoding: new[start..<(new.count - end)], as: UTF8.self)),
            ]
        ]
    }

    /// A byte of a character that is not its first.
    private static func isInside(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
