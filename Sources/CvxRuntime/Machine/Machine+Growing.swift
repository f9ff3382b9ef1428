import CvxDomain
import CvxLanguage

// Sums, and what grows: texts, lists and records change in place where the register's is the only reference.
extension Machine {
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
    func put(
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
}
