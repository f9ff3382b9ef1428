import CvxDomain
import CvxLanguage
import Glibc

// The instructions that `execute` does not carry out itself.
extension Machine {
    var code: Code { state.pointee.code._withUnsafeGuaranteedRef { $0 } }

    @inline(never)
    func step(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
        let (a, b, c, d) = (Int(i.a), Int(i.b), Int(i.c), Int(i.d))
        switch i.op {
        case .moment: r[a] = moments.value(code.literals[d])
        case .lastResult: r[a] = lastResult ?? .null
        case .reference:
            r[a] = try reference(code.references[d])
        case .concatenate:
            var text = ""
            for register in b..<b + c {
                r[register].write(to: &text)
                r[register] = .null
            }
            r[a] = .text(text)
        case .isEmpty: r[a] = .bool(Self.isEmpty(r[b]))
        case .equalFolded: r[a] = .bool(equalFolded(r[b], r[c]))
        case .textTest: r[a] = .bool(try test(r[b], r[c], site: d))
        case .contains: r[a] = .bool(contains(r[b], in: r[c], ignoringCase: d == 1))
        case .list:
            let items = Array(UnsafeBufferPointer(start: r + b, count: c))
            clear(r + b, c)
            r[a] = try Self.held(.list(items))
        case .record:
            let values = Array(UnsafeBufferPointer(start: r + b, count: c))
            clear(r + b, c)
            r[a] = try Self.held(.record(Record(shape: code.shapes[d], values: values)))
        case .put:
            try put(r[b + 1], at: r[b], into: r + a, site: code.functions[d])
            clear(r + b, 2)
        case .range: r[a] = try Self.range(r[b], r[c], at: code.types[d].span)
        case .index: r[a] = try element(r[b], r[c], at: code.types[d].span)
        case .function:
            let site = code.functions[d]
            defer { clear(r + b, c) }
            r[a] = try Self.held(
                Functions(machine: self).call(
                    site.function, UnsafeBufferPointer(start: r + b, count: c), type: site.type, at: site.span
                ))
        case .aggregate:
            let site = code.aggregates[d]
            r[a] = aggregate(site.function, r[b], site.element)
        case .convert:
            let site = code.types[d]
            r[a] = try convert(r[b], to: site.type, at: site.span)
        case .pipeline:
            let value = try PipelineRunner(evaluator).value(
                of: code.pipelines[d], source: c == 1 ? r[b] : nil)
            try checkInterrupt()
            r[a] = try Self.held(value)
        case .onRow: r[a] = try evaluate(code.rowBodies[d], on: r[b])
        case .iterate:
            r[a] = try Self.iterated(r[a])
            r[a + 1] = .int(0)
        case .iterateRange:
            guard case .int = r[a], case .int = r[a + 1] else {
                throw Diagnostic(.badArgument, "a range goes from a whole number to another")
            }
        case .statement: startStatement()
        case .show:
            let pipeline = code.pipelines[d]
            try host?.run(pipeline.checked, source: c == 1 ? r[b] : nil, evaluator)
            try checkInterrupt()
        case .perform:
            let value = try perform(code.pipelines[d].checked.source)
            try checkInterrupt()
            r[a] = try Self.held(value)
        case .print:
            var line = ""
            for register in b..<b + c {
                if register > b { line += " " }
                r[register].write(to: &line)
                r[register] = .null
            }
            line += "\n"
            try host?.print(line)
        case .wait: try wait(r[a])
        case .begin: try host?.begin(at: code.spans[state.pointee.pc - code.instructions])
        case .commit: try host?.commit()
        case .enterDryRun: try host?.enterDryRun(at: code.spans[state.pointee.pc - code.instructions])
        case .leaveDryRun: host?.leaveDryRun()
        case .fail: throw Diagnostic(d == 1 ? .assertionFailed : .failed, r[a].summary)
        case .exit:
            guard case .int(let number) = r[a], (0...255).contains(number) else {
                throw Diagnostic(.badArgument, "an exit code is a number from 0 to 255")
            }
            throw ProgramExit(code: Int32(number))
        default: break
        }
    }

    private func clear(_ first: UnsafeMutablePointer<Value>, _ count: Int) {
        for index in 0..<count { first[index] = .null }
    }

    /// The value, unless it nests so deep that walking through it could run out of stack.
    static func held(_ value: Value) throws -> Value {
        guard value.depth <= Value.depthLimit else {
            throw Diagnostic(
                .tooDeep, "lists and records nest more than \(Value.depthLimit) deep",
                help: "does it take itself in, again and again?")
        }
        return value
    }

    // MARK: statements

    private func perform(_ source: CheckedPipeline.Source) throws -> Value {
        switch source {
        case .command(let command): try host?.perform(command, evaluator) ?? .null
        case .change(let change): try host?.perform(change, evaluator) ?? .null
        case .scan, .value, .sql: .null
        }
    }

    @inline(never)
    func loseNoPatience() throws {
        state.pointee.patience = 255
        try checkInterrupt()
    }

    /// Waits in slices, so that an interrupt ends it at once.
    private func wait(_ length: Value) throws {
        guard case .duration(let span) = length.scalar else {
            throw Diagnostic(.badArgument, "`wait` takes a length of time, found \(length.phrase)")
        }
        let end = Self.monotonic() + max(0, span.nominalMilliseconds)
        while true {
            try checkInterrupt()
            let left = end - Self.monotonic()
            if left <= 0 { return }
            usleep(UInt32(min(left, 50)) * 1_000)
        }
    }

    private static func monotonic() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension Value {
    /// Its text at the end of another.
    func write(to text: inout String) {
        if case .object(let object) = self, object.tag == .text {
            text += unsafeDowncast(object, to: TextObject.self).text
        } else {
            text += summary
        }
    }
}
