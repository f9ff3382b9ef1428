import CvxDomain
import CvxLanguage

/// Puts a code together: registers, constants, jumps and the tables of its sites. What statements and expressions
/// become is in the extensions.
struct CodeBuilder {
    /// Where the variables are that an expression names.
    enum Place {
        /// The program: its own variables are the first registers, those of blocks follow.
        case program
        /// A function: its parameters and variables are registers, the program's are read from afar.
        case function
        /// An expression of its own, worked out while a statement runs whose block variables begin at this register.
        case expression(outerFirstLocal: Int)
    }

    let place: Place
    let source: SourceText
    var name: String?
    /// The code is of a row, which is in register 0.
    var isOfRow = false
    let firstLocal: Int
    private(set) var registerCount: Int
    private var nextRegister: Int
    private let firstTemporary: Int

    private(set) var instructions: [Instruction] = []
    private(set) var spans: [CvxLanguage.Span] = []
    private(set) var constants: [Value] = []
    private var integers: [Int64: Int] = [:]
    var members: [Code.MemberSite] = []
    var arithmetic: [Code.ArithmeticSite] = []
    var functions: [Code.FunctionSite] = []
    var tests: [Code.TestSite] = []
    var types: [Code.TypeSite] = []
    var references: [Code.ReferenceSite] = []
    var aggregates: [Code.AggregateSite] = []
    var literals: [Literal] = []
    var shapes: [Shape] = []
    var pipelines: [CompiledPipeline] = []
    var rowBodies: [RowBody] = []
    private(set) var regions: [Code.Region] = []
    /// Where the handlers of `try` begin, and the registers of their errors.
    var handlers: [(place: Int, register: UInt16?)] = []
    /// Regions and loops that are open, innermost last.
    var open: [Open] = []
    /// The place of the statement or expression that is being put together.
    var span = CvxLanguage.Span.none
    /// Where aggregates of a group are, by their order in the expression.
    var aggregateRegisters: [Int] = []

    /// What a `return`, `break` or `continue` has to leave.
    enum Open {
        case region(Code.Region.Kind, from: Int)
        case loop(continue: Label, break: Label)
    }

    /// - Parameters:
    ///   - firstLocal: registers before those of block variables
    ///   - localCount: block variables
    init(_ place: Place, source: SourceText, firstLocal: Int = 0, localCount: Int = 0) {
        self.place = place
        self.source = source
        self.firstLocal = firstLocal
        registerCount = firstLocal + localCount
        nextRegister = registerCount
        firstTemporary = registerCount
    }

    // MARK: registers

    /// A register of its own until the mark is passed back.
    mutating func temporary() throws -> Int {
        let register = nextRegister
        guard register < Int(UInt16.max) else {
            throw Diagnostic(
                .sourceTooLarge, "this program has more variables than there are places for", at: span,
                help: "divide it: `use` other files, or put parts into functions")
        }
        nextRegister += 1
        registerCount = max(registerCount, nextRegister)
        return register
    }

    var mark: Int { nextRegister }
    mutating func release(to mark: Int) { nextRegister = mark }

    /// Holds nothing between statements.
    func isTemporary(_ register: Int) -> Bool { register >= firstTemporary }

    // MARK: instructions

    @discardableResult
    mutating func emit(_ op: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, d: Int = 0) -> Int {
        instructions.append(
            Instruction(
                op: op, a: UInt16(truncatingIfNeeded: a), b: UInt16(truncatingIfNeeded: b),
                c: UInt16(truncatingIfNeeded: c), d: Int32(truncatingIfNeeded: d)))
        spans.append(span)
        return instructions.count - 1
    }

    /// Where jumps go that do not know it yet.
    struct Label {
        fileprivate var number: Int
    }

    private var labels: [(place: Int?, jumps: [Int])] = []

    mutating func label() -> Label {
        labels.append((nil, []))
        return Label(number: labels.count - 1)
    }

    mutating func place(_ label: Label) {
        let here = instructions.count
        labels[label.number].place = here
        for jump in labels[label.number].jumps { instructions[jump].d = Int32(here - jump - 1) }
    }

    mutating func jump(_ op: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, to label: Label) {
        let at = emit(op, a, b, c)
        if let place = labels[label.number].place {
            instructions[at].d = Int32(place - at - 1)
        } else {
            labels[label.number].jumps.append(at)
        }
    }

    mutating func constant(_ value: Value) -> Int {
        if case .int(let number) = value {
            if let known = integers[number] { return known }
            integers[number] = constants.count
        }
        constants.append(value)
        return constants.count - 1
    }

    // MARK: regions

    mutating func openRegion(_ kind: Code.Region.Kind) {
        open.append(.region(kind, from: instructions.count))
    }

    /// Ends the innermost region here.
    mutating func closeRegion() {
        guard case .region(let kind, let start)? = open.popLast() else { return }
        addRegion(kind, from: start)
    }

    private mutating func addRegion(_ kind: Code.Region.Kind, from start: Int) {
        if start < instructions.count {
            regions.append(Code.Region(kind: kind, instructions: start..<instructions.count))
        }
    }

    /// Leaves what is open as far as `count` entries from the outside, with the body for the jump itself; after it
    /// everything is open again.
    mutating func leave(to count: Int, _ jump: (inout CodeBuilder) -> Void) {
        for entry in open[count...].reversed() {
            guard case .region(let kind, let start) = entry else { continue }
            switch kind {
            case .transaction: emit(.commit)
            case .dryRun: emit(.leaveDryRun)
            case .handler: break
            }
            addRegion(kind, from: start)
        }
        jump(&self)
        for index in open.indices.dropFirst(count) {
            if case .region(let kind, _) = open[index] {
                open[index] = .region(kind, from: instructions.count)
            }
        }
    }
}
