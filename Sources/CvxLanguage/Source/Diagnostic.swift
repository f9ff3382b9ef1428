/// One thing wrong with a program, or with what it met when it ran.
package struct Diagnostic: Error, Hashable, Sendable {
    package enum Severity: String, Sendable { case error, warning }

    /// A further place that explains the first.
    package struct Label: Hashable, Sendable {
        package var span: Span
        package var text: String
        package init(span: Span, text: String) {
            self.span = span
            self.text = text
        }
    }

    /// A call of a function on the way to the fault.
    package struct Call: Hashable, Sendable {
        /// What was called.
        package var function: String
        /// Where from.
        package var place: SourceText.Place
        package init(function: String, place: SourceText.Place) {
            self.function = function
            self.place = place
        }
    }

    package var code: DiagnosticCode
    package var message: String
    /// The primary place; nil where the fault is in no program text.
    package var span: Span?
    /// The next thing to type; shown beside the caret.
    package var help: String?
    package var labels: [Label]
    /// Lines below the excerpt: what was and was not done.
    package var notes: [String]
    /// What the spans are in; nil: the text at hand.
    package var source: SourceText?
    /// Of a fault at run time, innermost first.
    package var calls: [Call] = []

    package var severity: Severity { code.family == .warning ? .warning : .error }

    package init(
        _ code: DiagnosticCode, _ message: String, at span: Span? = nil, help: String? = nil,
        labels: [Label] = [], notes: [String] = []
    ) {
        self.code = code
        self.message = message
        self.span = span
        self.help = help
        self.labels = labels
        self.notes = notes
    }
}
