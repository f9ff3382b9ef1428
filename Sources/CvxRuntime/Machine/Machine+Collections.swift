import CvxDomain
import CvxLanguage

// Lists, records and rows: their values, and loops over them.
extension Machine {
    /// The values of a list, the rows of rows, a single value as a list of its own.
    static func items(_ value: Value) -> [Value] {
        switch value.kind {
        case .list(let items): items
        case .rows(let entity, let keys): keys.map { .row(entity: entity, $0) }
        case .scalar(.null): []
        default: [value]
        }
    }

    static func isEmpty(_ value: Value) -> Bool {
        switch value.kind {
        case .scalar(let scalar): scalar.isNull || scalar.text.isEmpty
        case .list(let items): items.isEmpty
        case .rows(_, let keys): keys.isEmpty
        case .record(let record): record.values.isEmpty
        case .row, .period: false
        }
    }

    static func iterated(_ value: Value) throws -> Value {
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
}
