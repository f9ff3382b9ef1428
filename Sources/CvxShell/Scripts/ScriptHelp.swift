import CvxLanguage

/// What `--help` behind a script prints: its first comment, and its parameters with the comments beside them.
struct ScriptHelp {
    private let program: Program
    private let source: SourceText

    init(_ program: Program, _ source: SourceText) {
        self.program = program
        self.source = source
    }

    var text: String {
        let about = leadingComment
        let options = parameters
        let usage = options.map { $0.isRequired ? $0.usage : "[\($0.usage)]" }
        var lines = about.isEmpty ? [] : about + [""]
        lines.append((["usage: cvx", source.name] + usage).joined(separator: " "))
        if !options.isEmpty { lines.append("") }
        let width = options.map(\.usage.count).max() ?? 0
        for option in options {
            let usage = option.usage + String(repeating: " ", count: width - option.usage.count)
            lines.append("  \(usage)  \(option.about)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private struct Option {
        var usage: String
        var about: String
        var isRequired: Bool
    }

    private var parameters: [Option] {
        program.statements.flatMap { statement -> [Option] in
            guard case .parameters(let parameters) = statement.kind else { return [] }
            return parameters.map(option)
        }
    }

    private func option(_ parameter: Parameter) -> Option {
        let isRequired = parameter.defaultValue == nil && !parameter.type.isOptional
        let value =
            parameter.defaultValue.map { "default \(source.text($0.span))" }
            ?? (isRequired ? "required" : "optional")
        let end = parameter.defaultValue?.span.end ?? parameter.type.span.end
        let comment = program.comments.first { comment in
            comment.isTrailing && comment.span.start >= end
                && source.line(at: comment.span.start) == source.line(at: end)
        }
        let about = comment.map { Self.words($0, source) + " (\(value))" } ?? value
        return Option(
            usage: "--\(parameter.name.text.asOption) \(Self.word(parameter.type, source))",
            about: about, isRequired: isRequired)
    }

    /// The first comment before the first statement, the `#!` line left out.
    private var leadingComment: [String] {
        let end = program.statements.first?.span.start ?? .max
        var lines: [String] = []
        var next: Int?
        for comment in program.comments where comment.span.start < end {
            if source.text(comment.span).hasPrefix("#!") { continue }
            let line = source.line(at: comment.span.start)
            if let next, line != next { break }
            next = line + 1
            lines.append(Self.words(comment, source))
        }
        return lines
    }

    /// `TEXT`, `[LEAD]`: whether it may be left out is said beside it.
    private static func word(_ type: TypeName, _ source: SourceText) -> String {
        let text = source.text(type.span).uppercased()
        return text.hasSuffix("?") ? String(text.dropLast()) : text
    }

    private static func words(_ comment: Comment, _ source: SourceText) -> String {
        var text = source.text(comment.span).drop { $0 == "#" }
        while text.first == " " { text.removeFirst() }
        return String(text)
    }
}
