import CvxLanguage

/// A source line as it is shown: tabs widened, controls spelled out, and of a long line the part around a
/// span.
struct LineExcerpt {
    static let tabWidth = 4

    let text: String
    private let line: Span
    private let source: SourceText
    /// The display columns of the whole line that `text` shows.
    private let window: Range<Int>

    init(_ source: SourceText, line number: Int, around span: Span, width: Int) {
        self.source = source
        line = source.lineSpan(number)
        let whole = Self.display(source.text(line))
        let total = DisplayWidth.of(whole)
        guard total > width else {
            text = whole
            window = 0..<total + 1
            return
        }
        let caret = Self.column(of: span.start, in: line, source)
        // What led up to the fault says more than what follows it.
        let left = caret < width * 2 / 3 ? 0 : min(caret - width / 2, max(0, total + 1 - width))
        window = left..<left + width
        text = Self.cut(whole, to: window, total: total)
    }

    /// The columns of `text` under a span; a span of several lines is clipped to its first. Nil where the
    /// excerpt does not reach.
    func place(of span: Span) -> Range<Int>? {
        let start = Self.column(of: span.start, in: line, source)
        let end = max(Self.column(of: min(span.end, line.end), in: line, source), start + 1)
        guard start >= window.lowerBound, start < window.upperBound else { return nil }
        return start - window.lowerBound..<min(end, window.upperBound) - window.lowerBound
    }

    /// The display column at which the character of a byte offset begins.
    private static func column(of offset: UInt32, in line: Span, _ source: SourceText) -> Int {
        let end = min(max(offset, line.start), line.end)
        return DisplayWidth.of(display(source.text(Span(start: line.start, end: end))))
    }

    private static func display(_ text: String) -> String {
        guard Escaping.needsEscape(text) else { return text }
        var result = ""
        var column = 0
        for character in text {
            let shown: String
            if character == "\t" {
                shown = String(repeating: " ", count: tabWidth - column % tabWidth)
            } else {
                shown = Escaping.visible(String(character))
            }
            result += shown
            column += DisplayWidth.of(shown)
        }
        return result
    }

    private static func cut(_ text: String, to window: Range<Int>, total: Int) -> String {
        var result = window.lowerBound > 0 ? "…" : ""
        let first = window.lowerBound > 0 ? window.lowerBound + 1 : 0
        let last = total > window.upperBound ? window.upperBound - 1 : window.upperBound
        var column = 0
        for character in text {
            let next = column + DisplayWidth.of(character)
            if column >= first, next <= last {
                result.append(character)
            } else if next > first, column < last {
                // Half of a wide character is within.
                result += String(repeating: " ", count: min(next, last) - max(column, first))
            }
            column = next
            if column >= last { break }
        }
        return total > window.upperBound ? result + "…" : result
    }
}
