import CvxDomain
import CvxLanguage
import Glibc

// The instructions that `execute` does not carry out itself.
extension Machine {
    private var code: Code { state.pointee.code._withUnsafeGuaranteedRef { $0 } }

    @inline(never)
    func step(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
        let (a, b, c, d) = (Int(i.a), Int(i.b), Int(i.c), Int(i.d))
        switch i.op {
        case .moment: r[a] = moments.value(code.literals[d])
        case .lastResult: r[a] = lastResult ?? .null
        case .reference:
            let site = code.references[d]
            r[a] = try reference(site.text, exact: site.isExact, at: site.span)
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

    // MARK: numbers and text

    @inline(never)
    func addSmall(_ left: Value, _ small: Int16, site: Int) throws -> Value {
        let isSubtraction = code.arithmetic[site].op == .subtract
        return try arithmetic(left, .int(isSubtraction ? -Int64(small) : Int64(small)), site: site)
    }

    /// What is no sum of two small numbers: texts and lists, which grow in place where the result replaces the first.
    @inline(never)
    func add(
        _ target: Int, _ left: Int, _ right: Int, in r: UnsafeMutablePointer<Value>, site: Int
    ) throws {
        if case .object(let first) = r[left], case .object(let second) = r[right] {
            if first.tag == .text, second.tag == .text {
                let added = unsafeDowncast(second, to: TextObject.self).text
                if target == left, var text = Self.takenText(r + left) {
                    if isKnownUniquelyReferenced(&text) {
                        text.text += added
                    } else {
                        text = TextObject(text.text + added)
                    }
                    r[target] = .object(text)
                } else {
                    r[target] = .text(unsafeDowncast(first, to: TextObject.self).text + added)
                }
                return
            }
        }
        if case .object(let first) = r[left], case .object(let second) = r[right], first.tag == .record,
            second.tag == .record
        {
            r[target] = try Self.held(
                Self.merged(
                    unsafeDowncast(first, to: RecordObject.self).record,
                    unsafeDowncast(second, to: RecordObject.self).record))
            return
        }
        if Self.isList(r[left]) || Self.isList(r[right]) {
            let added = Self.items(r[right])
            if target == left, var list = Self.takenList(r + left) {
                if !isKnownUniquelyReferenced(&list) { list = ListObject(list.items) }
                list.append(contentsOf: added)
                r[target] = try Self.held(.object(list))
            } else {
                r[target] = try Self.held(.list(Self.items(r[left]) + added))
            }
            return
        }
        r[target] = try arithmetic(r[left], r[right], site: site)
    }

    private static func isList(_ value: Value) -> Bool {
        guard case .object(let object) = value else { return false }
        return object.tag == .list || object.tag == .rows
    }

    /// The values of both; of a name that both have, the second's.
    private static func merged(_ first: Record, _ second: Record) -> Value {
        var (names, values) = (first.names, first.values)
        for (name, value) in zip(second.names, second.values) {
            if let place = first.shape.place(of: name) {
                values[place] = value
            } else {
                names.append(name)
                values.append(value)
            }
        }
        return .record(Record(names: names, values: values))
    }

    /// The object out of a register, which is null then, so that ours is the only reference where there is no other;
    /// nil where it holds no such object.
    @inline(__always)
    private static func takenList(_ register: UnsafeMutablePointer<Value>) -> ListObject? {
        guard case .object(let object) = register.pointee, object.tag == .list else { return nil }
        register.pointee = .null
        return unsafeDowncast(object, to: ListObject.self)
    }

    @inline(__always)
    private static func takenText(_ register: UnsafeMutablePointer<Value>) -> TextObject? {
        guard case .object(let object) = register.pointee, object.tag == .text else { return nil }
        register.pointee = .null
        return unsafeDowncast(object, to: TextObject.self)
    }

    @inline(__always)
    private static func takenRecord(_ register: UnsafeMutablePointer<Value>) -> RecordObject? {
        guard case .object(let object) = register.pointee, object.tag == .record else { return nil }
        register.pointee = .null
        return unsafeDowncast(object, to: RecordObject.self)
    }

    /// Puts what a register holds at the end of the list in another.
    @inline(__always)
    func append(
        _ added: UnsafeMutablePointer<Value>, to register: UnsafeMutablePointer<Value>
    ) throws {
        let value = added.move()
        added.initialize(to: .null)
        guard var list = Self.takenList(register) else {
            register.pointee = try Self.held(.list(Self.items(register.pointee) + [value]))
            return
        }
        if !isKnownUniquelyReferenced(&list) { list = ListObject(list.items) }
        list.append(value)
        let isDeep = list.depth > Value.depthLimit
        register.pointee = .object(list)
        if isDeep { _ = try Self.held(register.pointee) }
    }

    /// `$counts = put($counts, "a", 1)`: in place where nobody else holds the record.
    private func put(
        _ value: Value, at name: Value, into register: UnsafeMutablePointer<Value>, site: Code.FunctionSite
    ) throws {
        guard !name.isNull, var record = Self.takenRecord(register) else {
            let arguments = [register.pointee, name, value]
            register.pointee = try arguments.withUnsafeBufferPointer {
                try Functions(machine: self).call(site.function, $0, type: site.type, at: site.span)
            }
            return
        }
        if !isKnownUniquelyReferenced(&record) { record = RecordObject(record.record) }
        record.put(value, at: Functions(machine: self).text(name))
        register.pointee = .object(record)
        _ = try Self.held(register.pointee)
    }

    @inline(never)
    func arithmetic(_ left: Value, _ right: Value, site: Int) throws -> Value {
        let site = code.arithmetic[site]
        if case .money(let a) = left, case .money(let b) = right, case .money = site.type {
            let (sum, overflow) =
                site.op == .add
                ? a.tenThousandths.addingReportingOverflow(b.tenThousandths)
                : a.tenThousandths.subtractingReportingOverflow(b.tenThousandths)
            if !overflow { return .money(Money(tenThousandths: sum)) }
        }
        let (a, b) = (left.scalar, right.scalar)
        if site.op == .divide || site.op == .modulo, !site.isOfRow, !a.isNull, b.number == 0 {
            throw Diagnostic(.arithmetic, "division by zero", at: site.span)
        }
        let result = Arithmetic(moments: moments).apply(site.op, a, b, type: site.type)
        // What the checker could not know.
        if result.isNull, !site.isOfRow, !left.isNull, !right.isNull {
            throw Diagnostic(
                .arithmetic, "`\(site.op.rawValue)` has no result for \(left.phrase) and \(right.phrase)",
                at: site.span)
        }
        return .scalar(result)
    }

    static func negated(_ value: Value) -> Value {
        switch value {
        case .int(let number): number == .min ? .decimal(-Double(number)) : .int(-number)
        case .decimal(let number): .decimal(-number)
        case .percent(let number): .percent(-number)
        case .money(let money): .money(Money(tenThousandths: 0 &- money.tenThousandths))
        case .object(let object):
            if case .scalar(.duration(let span)) = object.kind {
                .scalar(
                    .duration(TimeSpan(months: 0 &- span.months, milliseconds: 0 &- span.milliseconds)))
            } else {
                .null
            }
        default: .null
        }
    }

    // MARK: lists and records

    /// The values of a list, the rows of rows, a single value as a list of its own.
    static func items(_ value: Value) -> [Value] {
        switch value.kind {
        case .list(let items): items
        case .rows(let entity, let keys): keys.map { .row(entity: entity, $0) }
        case .scalar(.null): []
        default: [value]
        }
    }

    private static func isEmpty(_ value: Value) -> Bool {
        switch value.kind {
        case .scalar(let scalar): scalar.isNull || scalar.text.isEmpty
        case .list(let items): items.isEmpty
        case .rows(_, let keys): keys.isEmpty
        case .record(let record): record.values.isEmpty
        case .row, .period: false
        }
    }

    private static func iterated(_ value: Value) throws -> Value {
        switch value.kind {
        case .list, .rows: return value
        case .scalar(.null): return .list([])
        default:
            throw Diagnostic(
                .notRows, "a loop goes over a list, found \(value.phrase)",
                help: "the value is \(value.summary.prefix(60))")
        }
    }

    /// The next of what a loop goes over; false at the end.
    @inline(__always)
    func next(
        _ state: UnsafeMutablePointer<Value>, into target: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        guard case .object(let object) = state[0], case .int(let place) = state[1] else { return false }
        if object.tag == .list {
            let list = unsafeDowncast(object, to: ListObject.self)
            guard place < list.items.count else { return false }
            target.pointee = list.items[Int(place)]
        } else {
            let rows = unsafeDowncast(object, to: RowsObject.self)
            guard place < rows.keys.count else { return false }
            target.pointee = .row(entity: rows.entity, rows.keys[Int(place)])
        }
        state[1] = .int(place + 1)
        return true
    }

    @inline(never)
    static func member(
        of record: RecordObject, at site: UnsafeMutablePointer<Code.MemberSite>
    ) -> Value {
        guard let place = record.record.shape.place(of: site.pointee.name) else { return .null }
        site.pointee.shape = record.record.shape
        site.pointee.place = place
        return record.record.values[place]
    }

    @inline(never)
    func member(_ base: Value, site: Int) throws -> Value {
        guard case .object(let object) = base, object.tag == .row else { return .null }
        let row = unsafeDowncast(object, to: RowObject.self)
        let site = code.members[site]
        return try member(of: row.entity, row.key, site.name, type: site.type)
    }

    /// A column of a row that is no record: its one value.
    @inline(never)
    func field(_ row: Value, site: Int) throws -> Value {
        if case .object(let object) = row, object.tag == .row { return try member(row, site: site) }
        return code.members[site].isValue ? row : .null
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
