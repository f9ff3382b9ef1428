import CvxDomain

// Sameness of values, for `distinct`, groups and tests: kind and content; no number equals one of another kind.
extension Value: Hashable {
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.decimal(let a), .decimal(let b)), (.percent(let a), .percent(let b)): a == b
        case (.money(let a), .money(let b)): a == b
        case (.date(let a), .date(let b)): a == b
        case (.instant(let a), .instant(let b)): a == b
        case (.object(let a), .object(let b)): a === b || a.isSame(as: b)
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: break
        case .bool(let flag): hasher.combine(flag)
        case .int(let number): hasher.combine(number)
        case .decimal(let number), .percent(let number): hasher.combine(number)
        case .money(let money): hasher.combine(money)
        case .date(let day): hasher.combine(day)
        case .instant(let instant): hasher.combine(instant)
        case .object(let object):
            switch object.kind {
            case .scalar(let scalar): hasher.combine(scalar)
            case .list(let items): hasher.combine(items)
            case .record(let record): hasher.combine(record.values)
            case .row(_, let key): hasher.combine(key)
            case .rows(_, let keys): hasher.combine(keys)
            case .period(let from, let to):
                hasher.combine(from)
                hasher.combine(to)
            }
        }
    }
}

extension ValueObject {
    fileprivate func isSame(as other: ValueObject) -> Bool {
        switch (kind, other.kind) {
        case (.scalar(let a), .scalar(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.record(let a), .record(let b)):
            (a.shape === b.shape || a.names == b.names) && a.values == b.values
        case (.row(let a, let key), .row(let b, let other)): a == b && key == other
        case (.rows(let a, let keys), .rows(let b, let others)): a == b && keys == others
        case (.period(let a, let b), .period(let c, let d)): a == c && b == d
        default: false
        }
    }
}
