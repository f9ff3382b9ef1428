package import CvxLanguage

/// Diagnostics for programs (`--errors json`): one object to a line.
///
/// `code`, `severity`, `message`, `file`, `line`, `column`, `end` (`{"line", "column"}`, exclusive), `help`,
/// `labels`, `notes`, and `calls`: the calls that led there, innermost first, each with `function`, `file`, `line` and
/// `column`. What is not known is null. Lines and columns count from 1, columns in Unicode scalars. Later versions only
/// add members.
package struct DiagnosticJSON {
    private let source: SourceText?

    package init(source: SourceText?) { self.source = source }

    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) + "\n" }.joined()
    }

    /// One object, without a line end.
    package func render(_ diagnostic: Diagnostic) -> String {
        let source = diagnostic.source ?? source
        var members: [(String, String)] = [
            ("code", JSONText.quoted(diagnostic.code.description)),
            ("severity", JSONText.quoted(diagnostic.severity.rawValue)),
            ("message", JSONText.quoted(diagnostic.message)),
            ("file", source.map { JSONText.quoted($0.name) } ?? "null"),
        ]
        members += place(of: diagnostic.span, in: source)
        members.append(("help", diagnostic.help.map { JSONText.quoted($0) } ?? "null"))
        let labels = diagnostic.labels.map { label in
            object(place(of: label.span, in: source) + [("text", JSONText.quoted(label.text))])
        }
        members.append(("labels", "[\(labels.joined(separator: ","))]"))
        let notes = diagnostic.notes.map { JSONText.quoted($0) }
        members.append(("notes", "[\(notes.joined(separator: ","))]"))
        let calls = diagnostic.calls.map { call in
            object([
                ("function", JSONText.quoted(call.function)), ("file", JSONText.quoted(call.place.file)),
                ("line", String(call.place.line)), ("column", String(call.place.column)),
            ])
        }
        members.append(("calls", "[\(calls.joined(separator: ","))]"))
        return object(members)
    }

    private func place(of span: Span?, in source: SourceText?) -> [(String, String)] {
        guard let source, let span else { return [("line", "null"), ("column", "null"), ("end", "null")] }
        let start = source.position(of: DiagnosticText.offset(span.start, in: source))
        let end = source.position(of: DiagnosticText.offset(max(span.end, span.start), in: source))
        return [
            ("line", String(start.line)), ("column", String(start.column)),
            ("end", object([("line", String(end.line)), ("column", String(end.column))])),
        ]
    }

    private func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ","))}"
    }
}
