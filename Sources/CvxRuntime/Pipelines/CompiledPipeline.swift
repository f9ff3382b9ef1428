import CvxDomain
import CvxLanguage

/// A pipeline of a program; its stages are put into code when rows in memory first pass through them.
final class CompiledPipeline {
    let checked: CheckedPipeline
    private let source: SourceText
    private let outerFirstLocal: Int
    private var known: [MemoryStage]?

    init(_ checked: CheckedPipeline, in builder: CodeBuilder) {
        self.checked = checked
        source = builder.source
        outerFirstLocal =
            if case .expression(let first) = builder.place { first } else { builder.firstLocal }
    }

    init(_ checked: CheckedPipeline, for evaluator: Evaluator) {
        self.checked = checked
        source = evaluator.machine.state.pointee.code._withUnsafeGuaranteedRef { $0.source }
        outerFirstLocal = evaluator.firstLocal
    }

    func stages() throws -> [MemoryStage] {
        if let known { return known }
        let stages = try checked.rowOperations.map {
            try MemoryStage($0, in: .expression(outerFirstLocal: outerFirstLocal), source: source)
        }
        known = stages
        return stages
    }
}

/// An expression on a row: a question to the store where the row is one's, code else.
final class RowBody {
    let entity: String
    let expression: CheckedExpression
    let code: Code

    init(entity: String, expression: CheckedExpression, in builder: CodeBuilder) throws {
        self.entity = entity
        self.expression = expression
        let first = if case .expression(let first) = builder.place { first } else { builder.firstLocal }
        code = try CodeBuilder.code(
            of: expression, in: .expression(outerFirstLocal: first), source: builder.source, isOfRow: true)
    }
}

/// A stage over rows in memory.
enum MemoryStage {
    /// From rows to rows: `where` and `select`.
    case rows(Code)
    /// The code gives a record of keys for each row.
    case sort(Code, [SortKey])
    case limit(Code, CvxLanguage.Span)
    case offset(Code, CvxLanguage.Span)
    case last(Code, CvxLanguage.Span)
    case distinct
    /// The code gives a record of keys for each row.
    case aggregate(Code, keyTypes: [Type], values: [GroupCode], Shape)
    case one(CvxLanguage.Span)
    case firstRow, lastRow, count, exists
    case output

    struct SortKey {
        var type: Type
        var descending: Bool
    }

    /// A value of a group: its aggregates are worked out over all rows, the rest on the first with them in the
    /// registers behind the row's.
    struct GroupCode {
        /// The argument's code gives the list of its values.
        var aggregates: [(function: AggregateFunction, argument: Code?, type: Type)]
        var code: Code
    }

    init(
        _ operation: CheckedPipeline.Operation, in place: CodeBuilder.Place, source: SourceText
    ) throws {
        func number(_ expression: CheckedExpression) throws -> Code {
            try CodeBuilder.code(of: expression, in: place, source: source, isOfRow: true)
        }
        func records(_ shape: Shape, _ expressions: [CheckedExpression]) throws -> Code {
            try CodeBuilder.records(shape, of: expressions, in: place, source: source)
        }
        switch operation {
        case .filter(let condition):
            self = .rows(try CodeBuilder.filter(by: condition, in: place, source: source))
        case .sort(let keys):
            self = .sort(
                try records(Shape(keys.indices.map { "key \($0)" }), keys.map(\.value)),
                keys.map { SortKey(type: $0.value.type, descending: $0.descending) })
        case .limit(let count), .first(let count): self = .limit(try number(count), count.span)
        case .offset(let count): self = .offset(try number(count), count.span)
        case .last(let count): self = .last(try number(count), count.span)
        case .project(let columns):
            self = .rows(try records(Shape(columns.map(\.name)), columns.map(\.value)))
        case .distinct: self = .distinct
        case .aggregate(let keys, let values):
            self = .aggregate(
                try records(Shape(keys.map(\.name)), keys.map(\.value)), keyTypes: keys.map(\.value.type),
                values: try values.map { try GroupCode($0.value, in: place, source: source) },
                Shape((keys + values).map(\.name)))
        case .one(let span): self = .one(span)
        case .firstRow: self = .firstRow
        case .lastRow: self = .lastRow
        case .count: self = .count
        case .exists: self = .exists
        case .output: self = .output
        }
    }
}

extension MemoryStage.GroupCode {
    init(_ expression: CheckedExpression, in place: CodeBuilder.Place, source: SourceText) throws {
        aggregates = try expression.aggregates.map { function, argument in
            let code = try argument.map {
                try CodeBuilder.values(of: $0, in: place, source: source)
            }
            return (function, code, argument?.type ?? .int)
        }
        var builder = CodeBuilder(place, source: source, localCount: 1 + aggregates.count)
        builder.isOfRow = true
        builder.span = expression.span
        builder.aggregateRegisters = aggregates.indices.map { 1 + $0 }
        let result = try builder.temporary()
        try builder.compile(expression, into: result)
        builder.emit(.halt, result)
        code = Code(builder)
    }
}
