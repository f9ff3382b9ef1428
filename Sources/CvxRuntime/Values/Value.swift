package import CvxDomain

/// What an expression gives when a program runs. Sixteen bytes: small values stand in it, the others are objects.
package enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case decimal(Double)
    case money(Money)
    /// As a fraction: 0.7 is 70%.
    case percent(Double)
    case date(Day)
    case instant(Instant)
    /// Text, words of a vocabulary, phone numbers, lengths of time, lists, records, rows.
    case object(ValueObject)

    /// A value as code outside the evaluator looks at it.
    package enum Kind: Sendable {
        case scalar(Scalar)
        case list([Value])
        case record(Record)
        /// One row of an entity; its fields are read when they are asked for.
        case row(entity: String, RowKey)
        /// Rows chosen once; their fields are read fresh.
        case rows(entity: String, [RowKey])
        /// From a moment up to another, not including it: `last month`.
        case period(from: Instant, to: Instant)
    }

    package var isNull: Bool { if case .null = self { true } else { false } }

    package var isTrue: Bool { if case .bool(true) = self { true } else { false } }

    package static func scalar(_ scalar: Scalar) -> Value {
        switch scalar {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .decimal(let number): .decimal(number)
        case .money(let money): .money(money)
        case .percent(let fraction): .percent(fraction)
        case .date(let day): .date(day)
        case .instant(let instant): .instant(instant)
        case .text(let text): .text(text)
        case .symbol(let vocabulary, let word): .object(WordObject(vocabulary, word))
        case .phone(let number): .object(PhoneObject(number))
        case .duration(let span): .object(LengthObject(span))
        }
    }

    package static func text(_ text: String) -> Value { .object(TextObject(text)) }
    package static func list(_ items: [Value]) -> Value { .object(ListObject(items)) }
    package static func record(_ record: Record) -> Value { .object(RecordObject(record)) }

    package static func row(entity: String, _ key: RowKey) -> Value { .object(RowObject(entity, key)) }

    package static func rows(entity: String, _ keys: [RowKey]) -> Value { .object(RowsObject(entity, keys)) }

    package static func period(from: Instant, to: Instant) -> Value { .object(PeriodObject(from, to)) }

    package var kind: Kind {
        switch self {
        case .null: .scalar(.null)
        case .bool(let flag): .scalar(.bool(flag))
        case .int(let number): .scalar(.int(number))
        case .decimal(let number): .scalar(.decimal(number))
        case .money(let money): .scalar(.money(money))
        case .percent(let fraction): .scalar(.percent(fraction))
        case .date(let day): .scalar(.date(day))
        case .instant(let instant): .scalar(.instant(instant))
        case .object(let object): object.kind
        }
    }

    /// A row stands for its id; a list, record or period is null.
    package var scalar: Scalar {
        switch kind {
        case .scalar(let scalar): scalar
        case .row(_, let key): .text(key.id)
        case .list, .record, .rows, .period: .null
        }
    }
}
