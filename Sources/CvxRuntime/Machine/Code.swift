import CvxDomain
import CvxLanguage

/// A program, function or expression as the machine runs it. Made once, by `CodeBuilder`.
final class Code {
    /// What the slower instructions need to know of the place where they stand.
    struct ArithmeticSite {
        var op: CheckedExpression.Arithmetic
        var type: Type
        /// Of the right operand, which a division by zero points at.
        var span: CvxLanguage.Span
        /// Of a row: what has no result is null there, as in a store.
        var isOfRow: Bool
    }

    struct MemberSite {
        let name: String
        let type: Type
        let span: CvxLanguage.Span
        /// `value`: the one column of rows that are no records.
        let isValue: Bool
        /// Where the name was in the records seen last.
        var shape: Shape?
        var place = 0

        init(name: String, type: Type, span: CvxLanguage.Span) {
            self.name = name
            self.type = type
            self.span = span
            isValue = name.foldedName == "value"
        }
    }

    struct FunctionSite {
        var function: ScalarFunction
        var type: Type
        var span: CvxLanguage.Span
    }

    struct TestSite {
        var test: TextTest
        var span: CvxLanguage.Span
        /// The pattern of `matches` seen last.
        var pattern: (text: String, regex: Regex<AnyRegexOutput>)?
    }

    struct TypeSite {
        var type: Type
        var span: CvxLanguage.Span
    }

    struct ReferenceSite {
        var text: String
        var isExact: Bool
        /// Whose row it is; nil where the checker found none yet, or several.
        var entity: String?
        var span: CvxLanguage.Span
    }

    struct AggregateSite {
        var function: AggregateFunction
        var element: Type
    }

    /// What is done where an error leaves these instructions, or `exit` does.
    struct Region {
        enum Kind {
            /// By its number.
            case handler(Int)
            case transaction, dryRun
        }
        var kind: Kind
        var instructions: Range<Int>
    }

    /// What calls it: nil for what is no function.
    var name: String?
    let source: SourceText
    let instructions: UnsafeMutablePointer<Instruction>
    let count: Int
    /// Of each instruction.
    let spans: [CvxLanguage.Span]
    let constants: UnsafeMutablePointer<Value>
    private let constantCount: Int
    /// The registers that a frame of it has, those of its parameters first.
    let registerCount: Int
    /// Where the variables of blocks begin among the registers.
    let firstLocal: Int
    let members: UnsafeMutablePointer<MemberSite>
    private let memberCount: Int
    let arithmetic: [ArithmeticSite]
    let functions: [FunctionSite]
    var tests: [TestSite]
    let types: [TypeSite]
    let references: [ReferenceSite]
    let aggregates: [AggregateSite]
    let literals: [Literal]
    let shapes: [Shape]
    let pipelines: [CompiledPipeline]
    let rowBodies: [RowBody]
    /// Innermost first.
    let regions: [Region]
    let handlers: [(place: Int, register: UInt16?)]

    init(_ builder: CodeBuilder) {
        name = builder.name
        source = builder.source
        count = builder.instructions.count
        instructions = .allocate(capacity: max(1, count))
        instructions.initialize(from: builder.instructions, count: count)
        spans = builder.spans
        constantCount = builder.constants.count
        constants = .allocate(capacity: max(1, constantCount))
        constants.initialize(from: builder.constants, count: constantCount)
        registerCount = builder.registerCount
        firstLocal = builder.firstLocal
        memberCount = builder.members.count
        members = .allocate(capacity: max(1, memberCount))
        members.initialize(from: builder.members, count: memberCount)
        arithmetic = builder.arithmetic
        functions = builder.functions
        tests = builder.tests
        types = builder.types
        references = builder.references
        aggregates = builder.aggregates
        literals = builder.literals
        shapes = builder.shapes
        pipelines = builder.pipelines
        rowBodies = builder.rowBodies
        regions = builder.regions
        handlers = builder.handlers
    }

    /// Does nothing and gives null.
    static var idle: Code {
        var builder = CodeBuilder(.function, source: SourceText(name: "", text: ""), localCount: 1)
        builder.emit(.clear, 0)
        builder.emit(.return, 0)
        return Code(builder)
    }

    deinit {
        instructions.deinitialize(count: count).deallocate()
        constants.deinitialize(count: constantCount).deallocate()
        members.deinitialize(count: memberCount).deallocate()
    }
}
