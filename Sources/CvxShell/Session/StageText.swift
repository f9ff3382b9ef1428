import CvxLanguage
import CvxRuntime

/// A pipeline's stages in the words of the program.
struct StageText {
    private let pipeline: CheckedPipeline
    private let source: SourceText

    init(_ pipeline: CheckedPipeline, _ source: SourceText) {
        self.pipeline = pipeline
        self.source = source
    }

    /// `where score > 70`; of a view's stage, whose text is not at hand, its kind.
    func label(_ index: Int) -> String {
        let (word, expressions) = Self.parts(pipeline.rowOperations[index])
        if index < pipeline.viewOperations { return "\(word), of the view" }
        let texts = expressions.map { text($0.span) }.filter { !$0.isEmpty }
        return texts.isEmpty ? word : "\(word) \(texts.joined(separator: ", "))"
    }

    /// Pipelines within expressions of the stages, without those of a view's.
    var innerPipelines: [String] {
        pipeline.rowOperations.dropFirst(pipeline.viewOperations).flatMap { Self.parts($0).expressions }
            .flatMap(pipelines)
    }

    private func pipelines(_ expression: CheckedExpression) -> [String] {
        if case .pipeline = expression.kind { return [text(expression.span)] }
        if case .quantified(let quantification) = expression.kind {
            return quantification.condition.map(pipelines) ?? []
        }
        return expression.children.flatMap(pipelines)
    }

    /// On one line, and not too long for it.
    private func text(_ span: CvxLanguage.Span) -> String {
        let words = source.text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 80 ? words.prefix(79) + "…" : words
    }

    private static func parts(
        _ operation: CheckedPipeline.Operation
    ) -> (word: String, expressions: [CheckedExpression]) {
        switch operation {
        case .filter(let condition): ("where", [condition])
        case .sort(let keys): ("sort by", keys.map(\.value))
        case .limit(let count): ("limit", [count])
        case .offset(let count): ("offset", [count])
        case .project(let columns): ("select", columns.map(\.value))
        case .distinct: ("distinct", [])
        case .aggregate(let keys, let values): ("group by", (keys + values).map(\.value))
        case .first(let count): ("first", [count])
        case .last(let count): ("last", [count])
        case .one: ("find one", [])
        case .firstRow: ("first", [])
        case .lastRow: ("last", [])
        case .count: ("count", [])
        case .exists: ("exists", [])
        case .output: ("", [])
        }
    }
}
