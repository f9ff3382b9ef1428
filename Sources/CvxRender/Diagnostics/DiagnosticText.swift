package import CvxLanguage

/// Diagnostics as people read them: the message, the place, the line with a caret under the fault and the
/// help beside it.
///
/// ```
/// error[E203]: `HTO` is not a temperature
///  --> repl:1:32
/// 1 | find leads where temperature = HTO
///   |                                ^^^ did you mean HOT?
/// ```
package struct DiagnosticText {
    private let source: SourceText?
    private let lineWidth: Int
    private let style: Style

    /// - Parameters:
    ///   - source: The program text that spans point into; nil where there is none.
    ///   - width: Longer source lines are shown in part, around the caret.
    package init(source: SourceText?, width: Int = 100, color: Bool = false) {
        self.source = source
        lineWidth = max(20, width - 8)
        style = Style(color: color)
    }

    /// Every diagnostic, one after another, each line ended.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) }.joined()
    }

    package func render(_ diagnostic: Diagnostic) -> String {
        let title = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
        let painted = diagnostic.severity == .error ? style.red(title) : style.yellow(title)
        var text = "\(painted): \(style.bold(Escaping.visible(diagnostic.message)))\n"
        var gutter = 1
        var notes = diagnostic.notes + calls(of: diagnostic)
        if let source = diagnostic.source ?? source, let span = diagnostic.span {
            let marks = marks(of: diagnostic, at: span)
            let lines = marks.map { source.line(at: Self.offset($0.span.start, in: source)) }
            gutter = String(lines.max() ?? 1).count
            let (line, column) = source.position(of: Self.offset(span.start, in: source))
            let name = Escaping.visible(source.name)
            text += "\(spaces(gutter))\(style.blue("-->")) \(name):\(line):\(column)\n"
            text += excerpts(marks, lines: lines, gutter: gutter, source: source, notes: &notes)
        } else {
            notes = (diagnostic.help.map { [$0] } ?? []) + diagnostic.labels.map(\.text) + notes
        }
        for note in notes {
            // A note of several lines goes on below its first.
            let parts = note.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                let lead = index == 0 ? style.blue("=") : " "
                text += "\(spaces(gutter + 1))\(lead) \(Escaping.visible(String(part)))\n"
            }
        }
        return text
    }

    /// The calls that led to the fault, innermost first; of many the first and the last.
    private func calls(of diagnostic: Diagnostic) -> [String] {
        let calls = diagnostic.calls.map { "in \($0.function), called from \($0.place)" }
        guard calls.count > 10 else { return calls }
        return calls.prefix(5) + ["… and \(calls.count - 10) calls more …"] + calls.suffix(5)
    }

    // MARK: Excerpts

    private struct Mark {
        var span: Span
        var text: String
        var isPrimary: Bool
    }

    private func marks(of diagnostic: Diagnostic, at span: Span) -> [Mark] {
        [Mark(span: span, text: diagnostic.help ?? "", isPrimary: true)]
            + diagnostic.labels.map { Mark(span: $0.span, text: $0.text, isPrimary: false) }
    }

    /// The lines marked, from first to last, each followed by its marks. A mark that a long line's excerpt
    /// does not reach becomes a note.
    private func excerpts(
        _ marks: [Mark], lines: [Int], gutter: Int, source: SourceText, notes: inout [String]
    ) -> String {
        var text = ""
        var previous: Int?
        for line in Set(lines).sorted() {
            if let previous, line > previous + 1 { text += "\(spaces(gutter + 1))\(style.blue("..."))\n" }
            previous = line
            let here = zip(marks, lines).filter { $1 == line }.map(\.0)
            guard let first = here.first else { continue }
            let excerpt = LineExcerpt(source, line: line, around: first.span, width: lineWidth)
            let number = String(line)
            let bar = style.blue("|")
            text += "\(spaces(gutter - number.count))\(style.blue(number)) \(bar)"
            text += (excerpt.text.isEmpty ? "" : " " + excerpt.text) + "\n"
            for mark in here {
                guard let place = excerpt.place(of: mark.span) else {
                    if !mark.text.isEmpty { notes.append(mark.text) }
                    continue
                }
                let underline = String(repeating: mark.isPrimary ? "^" : "-", count: place.count)
                let label = mark.text.isEmpty ? "" : " " + Escaping.visible(mark.text)
                let painted = mark.isPrimary ? style.red(underline + label) : style.blue(underline + label)
                text += "\(spaces(gutter + 1))\(bar) \(spaces(place.lowerBound))\(painted)\n"
            }
        }
        return text
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    static func offset(_ offset: UInt32, in source: SourceText) -> UInt32 {
        min(offset, UInt32(clamping: source.bytes.count))
    }
}
