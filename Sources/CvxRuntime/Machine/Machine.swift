package import CvxDomain
import CvxLanguage

/// Runs codes: a stack of registers, a stack of frames, and what codes can reach outside themselves.
///
/// A program's own variables are the first registers of the stack and stay from one line of a shell to the next. A
/// call's frame begins where its arguments were put, in the caller's last registers. Every register below `ready`
/// holds a value.
package final class Machine {
    /// Calls within calls, at most.
    package static let callLimit = 10_000
    /// Codes run from within others by way of a pipeline, each of which takes some of the thread's own stack.
    static let entryLimit = 100
    private static let registerLimit = 4_000_000

    /// What a frame comes back to.
    struct Frame {
        var code: Unmanaged<Code>
        var pc: UnsafeMutablePointer<Instruction>
        var base: UnsafeMutablePointer<Value>
        var outer: UnsafeMutablePointer<Value>
        var target: UInt16
    }

    /// Where the code that runs stands. In memory of its own: it is written with every instruction.
    struct State {
        var code: Unmanaged<Code>
        /// The instruction being carried out.
        var pc: UnsafeMutablePointer<Instruction>
        var base: UnsafeMutablePointer<Value>
        /// The registers of the statement around an expression; else the base.
        var outer: UnsafeMutablePointer<Value>
        var depth = 0
        /// Turns of loops and calls until an interrupt is looked for.
        var patience = 0
    }

    let stack: UnsafeMutablePointer<Value>
    let frames: UnsafeMutablePointer<Frame>
    let state: UnsafeMutablePointer<State>
    private var ready: UnsafeMutablePointer<Value>
    private var entries = 0
    /// The program's functions, by their numbers, and where calls look for them.
    private var functions: [Code] = []
    private(set) var functionTable: UnsafeMutablePointer<Unmanaged<Code>>
    private let idle: Code

    package var lastResult: Value?
    let engine: (any QueryEngine)?
    let zone: any Zone
    private let clock: () -> Instant
    private var known: Moments?
    /// Nil where only expressions are worked out.
    package weak var host: (any ScriptHost)?

    package init(engine: (any QueryEngine)?, zone: any Zone, clock: @escaping () -> Instant) {
        self.engine = engine
        self.zone = zone
        self.clock = clock
        stack = .allocate(capacity: Self.registerLimit)
        ready = stack
        frames = .allocate(capacity: Self.callLimit)
        functionTable = .allocate(capacity: 0)
        idle = .idle
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                code: .passUnretained(idle), pc: idle.instructions, base: stack, outer: stack))
    }

    deinit {
        stack.deinitialize(count: ready - stack)
        stack.deallocate()
        frames.deallocate()
        functionTable.deallocate()
        state.deallocate()
    }

    /// Of this statement: `now` is read when it is first asked for.
    package var moments: Moments {
        if let known { return known }
        let moments = Moments(now: clock(), zone: zone)
        known = moments
        return moments
    }

    func startStatement() { known = nil }

    /// Takes new functions in, from a number on; one that is missing cannot be called.
    func add(_ added: [Code?], from first: Int) {
        if added.isEmpty { return }
        while functions.count < first { functions.append(idle) }
        functions.removeLast(functions.count - first)
        functions += added.map { $0 ?? idle }
        functionTable.deallocate()
        functionTable = .allocate(capacity: functions.count)
        for (number, code) in functions.enumerated() {
            (functionTable + number).initialize(to: .passUnretained(code))
        }
    }

    /// Readies registers for a frame.
    @inline(__always)
    func reserve(_ count: Int, from base: UnsafeMutablePointer<Value>) throws {
        if base + count > ready { try extend(to: base + count) }
    }

    private func extend(to end: UnsafeMutablePointer<Value>) throws {
        guard end - stack <= Self.registerLimit - 1_024 else { throw Self.tooDeep }
        let count = end - ready + 1_024
        ready.initialize(repeating: .null, count: count)
        ready += count
    }

    static var tooDeep: Diagnostic {
        Diagnostic(
            .tooDeep, "functions call one another 10,000 deep", help: "is there a call that never ends?"
        )
    }

    /// The registers behind those of the code that runs.
    var top: UnsafeMutablePointer<Value> {
        state.pointee.base + state.pointee.code._withUnsafeGuaranteedRef { $0.registerCount }
    }

    /// The program's code, on the program's own registers.
    func runProgram(_ code: Code) throws {
        try reserve(code.registerCount, from: stack)
        defer {
            // What is left are the program's variables.
            for register in code.firstLocal..<max(code.firstLocal, code.registerCount) {
                stack[register] = .null
            }
        }
        _ = try enter(code, base: stack, outer: stack)
    }

    /// An expression's code; `row` is its current row, what is `more` stands in the registers behind it.
    func run(
        _ code: Code, row: Value, more: [Value] = [], outer: UnsafeMutablePointer<Value>
    ) throws -> Value {
        let base = top
        try reserve(code.registerCount, from: base)
        base[0] = row
        for (index, value) in more.enumerated() { base[1 + index] = value }
        defer { for register in 0..<code.registerCount { base[register] = .null } }
        return try enter(code, base: base, outer: outer)
    }

    private func enter(
        _ code: Code, base: UnsafeMutablePointer<Value>, outer: UnsafeMutablePointer<Value>
    ) throws -> Value {
        guard entries < Self.entryLimit else { throw Self.tooDeep }
        entries += 1
        let saved = state.pointee
        state.pointee.code = .passUnretained(code)
        state.pointee.pc = code.instructions
        state.pointee.base = base
        state.pointee.outer = outer
        defer {
            entries -= 1
            let patience = state.pointee.patience
            state.pointee = saved
            state.pointee.patience = patience
        }
        while true {
            do { return try execute(floor: saved.depth) } catch { try unwind(error, floor: saved.depth) }
        }
    }

    /// The evaluator that sees the variables of the statement that runs.
    var evaluator: Evaluator {
        Evaluator(
            machine: self, outer: state.pointee.outer,
            firstLocal: state.pointee.code._withUnsafeGuaranteedRef { $0.firstLocal })
    }

    /// Ends the program where it was asked to.
    func checkInterrupt() throws {
        if host?.isInterrupted == true { throw Diagnostic(.cancelled, "interrupted") }
    }
}

/// `exit` on its way out of the program: nothing catches it, transactions are rolled back.
struct ProgramExit: Error {
    var code: Int32
}
