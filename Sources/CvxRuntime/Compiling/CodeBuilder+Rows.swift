import CvxDomain
import CvxLanguage

// Codes that go over the rows of a list: the row is register 0, the list is given in register 1.
extension CodeBuilder {
    private static let list = 1
    private static let result = 3

    /// The rows of a list for which the condition is true.
    static func filter(
        by condition: CheckedExpression, in place: Place, source: SourceText
    ) throws -> Code {
        try overRows(in: place, source: source, span: condition.span) { builder, next in
            try builder.branch(condition, ifFalse: next)
            builder.emit(.append, result, 0)
        }
    }

    /// The list of an expression's values.
    static func values(
        of expression: CheckedExpression, in place: Place, source: SourceText
    ) throws -> Code {
        try overRows(in: place, source: source, span: expression.span) { builder, _ in
            let value = try builder.temporary()
            try builder.compile(expression, into: value)
            builder.emit(.append, result, value)
        }
    }

    /// The list of records of a shape.
    static func records(
        _ shape: Shape, of expressions: [CheckedExpression], in place: Place, source: SourceText
    ) throws -> Code {
        try overRows(in: place, source: source, span: expressions.first?.span ?? .none) { builder, _ in
            let record = try builder.temporary()
            let first = try builder.consecutive(expressions)
            builder.shapes.append(shape)
            builder.emit(.record, record, first, expressions.count, d: builder.shapes.count - 1)
            builder.emit(.append, result, record)
        }
    }

    private static func overRows(
        in place: Place, source: SourceText, span: CvxLanguage.Span,
        _ body: (inout CodeBuilder, Label) throws -> Void
    ) throws -> Code {
        var builder = CodeBuilder(place, source: source, localCount: 4)
        builder.isOfRow = true
        builder.span = span
        let (start, next, end) = (builder.label(), builder.label(), builder.label())
        builder.emit(.iterate, list)
        builder.emit(.list, result, result, 0)
        builder.place(start)
        builder.jump(.next, list, 0, to: end)
        let mark = builder.mark
        try body(&builder, next)
        builder.release(to: mark)
        builder.place(next)
        builder.jump(.jumpBack, to: start)
        builder.place(end)
        builder.emit(.halt, result)
        return Code(builder)
    }
}
