import CvxDomain
import CvxLanguage

// Lists and records. Nothing is changed in place: each gives a new one.
extension Functions {
    func list(
        _ function: ScalarFunction, _ arguments: UnsafeBufferPointer<Value>, at span: CvxLanguage.Span
    ) throws -> Value {
        let subject = arguments[0]
        if let items = Self.listed(subject) {
            return try list(function, items, subject, arguments, at: span)
        }
        let scalars = Array(text(subject).unicodeScalars)
        switch function {
        case .length: return .int(Int64(scalars.count))
        case .slice:
            let part = Self.range(arguments, scalars.count)
            return .text(String(String.UnicodeScalarView(scalars[part])))
        case .reverse: return .text(String(text(subject).reversed()))
        case .index:
            let wanted = Array(text(arguments[1]).unicodeScalars)
            guard wanted.count <= scalars.count else { return .null }
            for start in 0...scalars.count - wanted.count
            where scalars[start..<start + wanted.count].elementsEqual(wanted) { return .int(Int64(start)) }
            return .null
        default:
            throw Diagnostic(
                .badArgument, "`\(function.rawValue)` takes a list, found \(subject.phrase)", at: span)
        }
    }

    private func list(
        _ function: ScalarFunction, _ items: [Value], _ list: Value,
        _ arguments: UnsafeBufferPointer<Value>, at span: CvxLanguage.Span
    ) throws -> Value {
        switch function {
        case .length: return .int(Int64(items.count))
        case .slice: return Self.made(Array(items[Self.range(arguments, items.count)]), like: list)
        case .reverse: return Self.made(items.reversed(), like: list)
        case .index:
            return items.firstIndex { machine.compare(0, $0, arguments[1]) }.map { .int(Int64($0)) } ?? .null
        case .sort: return Self.made(try sorted(items, at: span), like: list)
        case .unique:
            var seen: Set<Value> = []
            return Self.made(items.filter { seen.insert($0).inserted }, like: list)
        case .flatten: return .list(items.flatMap(Machine.items))
        case .chunk:
            guard case .int(let size) = arguments[1], size > 0 else {
                throw Diagnostic(.badArgument, "a list is put into lists of 1 or more", at: span)
            }
            let step = Int(clamping: size)
            return .list(
                stride(from: 0, to: items.count, by: step).map { start in
                    Self.made(Array(items[start..<min(items.count, start + step)]), like: list)
                })
        default:
            let name = text(arguments[1])
            return .list(
                try items.map { item in
                    switch item.kind {
                    case .record(let record): record[name: name] ?? .null
                    case .row(let entity, let key):
                        try machine.member(of: entity, key, name, type: .unknown)
                    default: .null
                    }
                })
        }
    }

    /// The values of a list or of rows; nil where it is neither.
    private static func listed(_ value: Value) -> [Value]? {
        guard case .object(let object) = value, object.tag == .list || object.tag == .rows else { return nil }
        return Machine.items(value)
    }

    /// Rows of a store stay rows.
    private static func made(_ items: [Value], like list: Value) -> Value {
        guard case .rows(let entity, _) = list.kind else { return .list(items) }
        return .rows(
            entity: entity,
            items.compactMap { if case .row(_, let key) = $0.kind { key } else { nil } })
    }

    /// From a position up to another; one below 0 counts from the end.
    private static func range(_ arguments: UnsafeBufferPointer<Value>, _ count: Int) -> Range<Int> {
        func place(_ value: Value) -> Int {
            guard case .int(let number) = value else { return 0 }
            let place = number < 0 ? Int64(count).addingReportingOverflow(number).partialValue : number
            return min(count, max(0, Int(clamping: place)))
        }
        let start = place(arguments[1])
        return start..<max(start, arguments.count > 2 ? place(arguments[2]) : count)
    }

    /// Null comes last, as everywhere.
    private func sorted(_ items: [Value], at span: CvxLanguage.Span) throws -> [Value] {
        let keyed = items.enumerated().map { (index: $0, value: $1, key: $1.scalar) }
        if let odd = keyed.first(where: { $0.key.isNull && !$0.value.isNull }) {
            throw Diagnostic(
                .notComparable, "\(odd.value.phrase) has no order", at: span,
                help: "records are ordered with `| sort by …`")
        }
        let arithmetic = Arithmetic(moments: machine.moments)
        return keyed.sorted { left, right in
            if left.key.isNull != right.key.isNull { return right.key.isNull }
            let order = arithmetic.order(left.key, right.key) ?? 0
            return order == 0 ? left.index < right.index : order < 0
        }.map(\.value)
    }

    // MARK: records

    func record(
        _ function: ScalarFunction, _ arguments: UnsafeBufferPointer<Value>, at span: CvxLanguage.Span
    ) throws -> Value {
        guard case .record(let record) = arguments[0].kind else {
            if arguments[0].isNull { return .null }
            throw Diagnostic(
                .badArgument, "`\(function.rawValue)` takes a record, found \(arguments[0].phrase)", at: span)
        }
        switch function {
        case .keys: return .list(record.names.map { .text($0) })
        case .values: return .list(record.values)
        case .hasKey: return .bool(record.shape.place(of: text(arguments[1])) != nil)
        case .put:
            var changed = record
            changed.put(arguments[2], at: text(arguments[1]))
            return .record(changed)
        default:
            guard let place = record.shape.place(of: text(arguments[1])) else { return arguments[0] }
            var (names, values) = (record.names, record.values)
            names.remove(at: place)
            values.remove(at: place)
            return .record(Record(names: names, values: values))
        }
    }
}
