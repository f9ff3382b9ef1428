import CvxDomain

/// A value that does not fit into a word. Changed only while one reference to it exists.
package class ValueObject: @unchecked Sendable {
    /// Which of the classes below it is: asked for far more often than a cast could answer.
    package enum Tag: UInt8, Sendable {
        case text, word, phone, length, list, record, row, rows, period
    }

    package final let tag: Tag
    fileprivate init(_ tag: Tag) { self.tag = tag }

    package final var kind: Value.Kind {
        switch tag {
        case .text: .scalar(.text(unsafeDowncast(self, to: TextObject.self).text))
        case .word:
            .scalar(
                .symbol(
                    unsafeDowncast(self, to: WordObject.self).vocabulary,
                    unsafeDowncast(self, to: WordObject.self).word))
        case .phone: .scalar(.phone(unsafeDowncast(self, to: PhoneObject.self).number))
        case .length: .scalar(.duration(unsafeDowncast(self, to: LengthObject.self).span))
        case .list: .list(unsafeDowncast(self, to: ListObject.self).items)
        case .record: .record(unsafeDowncast(self, to: RecordObject.self).record)
        case .row:
            .row(
                entity: unsafeDowncast(self, to: RowObject.self).entity,
                unsafeDowncast(self, to: RowObject.self).key)
        case .rows:
            .rows(
                entity: unsafeDowncast(self, to: RowsObject.self).entity,
                unsafeDowncast(self, to: RowsObject.self).keys)
        case .period:
            .period(
                from: unsafeDowncast(self, to: PeriodObject.self).from,
                to: unsafeDowncast(self, to: PeriodObject.self).to)
        }
    }
}

package final class TextObject: ValueObject, @unchecked Sendable {
    @exclusivity(unchecked) package var text: String
    init(_ text: String) {
        self.text = text
        super.init(.text)
    }
}

/// A word of a vocabulary in its canonical spelling.
package final class WordObject: ValueObject, @unchecked Sendable {
    let vocabulary: String
    let word: String
    init(_ vocabulary: String, _ word: String) {
        self.vocabulary = vocabulary
        self.word = word
        super.init(.word)
    }
}

package final class PhoneObject: ValueObject, @unchecked Sendable {
    let number: String
    init(_ number: String) {
        self.number = number
        super.init(.phone)
    }
}

package final class LengthObject: ValueObject, @unchecked Sendable {
    let span: TimeSpan
    init(_ span: TimeSpan) {
        self.span = span
        super.init(.length)
    }
}

package final class ListObject: ValueObject, @unchecked Sendable {
    // Changed only through the one reference that exists, so nothing can be looking meanwhile.
    @exclusivity(unchecked) private(set) var items: [Value]
    /// How many lists and records stand in one another here, this one counted.
    @exclusivity(unchecked) private(set) var depth: Int

    init(_ items: [Value]) {
        self.items = items
        depth = items.reduce(1) { max($0, $1.depth + 1) }
        super.init(.list)
    }

    @inline(__always)
    func append(_ value: Value) {
        if case .object = value { depth = max(depth, value.depth + 1) }
        items.append(value)
    }

    func append(contentsOf other: [Value]) {
        for value in other { append(value) }
    }
}

package final class RecordObject: ValueObject, @unchecked Sendable {
    @exclusivity(unchecked) private(set) var record: Record
    @exclusivity(unchecked) private(set) var depth: Int

    init(_ record: Record) {
        self.record = record
        depth = record.values.reduce(1) { max($0, $1.depth + 1) }
        super.init(.record)
    }

    func put(_ value: Value, at name: String) {
        record.put(value, at: name)
        depth = max(depth, value.depth + 1)
    }
}

extension Value {
    /// The most that lists and records may nest, so that no walk through a value runs out of stack.
    static let depthLimit = JSONValue.depthLimit

    /// 0 for what holds no other value.
    var depth: Int {
        guard case .object(let object) = self else { return 0 }
        return switch object.tag {
        case .list: unsafeDowncast(object, to: ListObject.self).depth
        case .record: unsafeDowncast(object, to: RecordObject.self).depth
        default: 0
        }
    }
}

package final class RowObject: ValueObject, @unchecked Sendable {
    let entity: String
    let key: RowKey
    init(_ entity: String, _ key: RowKey) {
        self.entity = entity
        self.key = key
        super.init(.row)
    }
}

package final class RowsObject: ValueObject, @unchecked Sendable {
    let entity: String
    let keys: [RowKey]
    init(_ entity: String, _ keys: [RowKey]) {
        self.entity = entity
        self.keys = keys
        super.init(.rows)
    }
}

package final class PeriodObject: ValueObject, @unchecked Sendable {
    let from: Instant
    let to: Instant
    init(_ from: Instant, _ to: Instant) {
        self.from = from
        self.to = to
        super.init(.period)
    }
}
