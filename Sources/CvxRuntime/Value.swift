package import CvxDomain

/// What an expression gives when a program runs.
package indirect enum Value: Hashable, Sendable {
    case scalar(Scalar)
    case list([Value])
    case record(Record)
    /// One row of an entity; its fields are read when they are asked for.
    case row(entity: String, RowKey)
    /// Rows chosen once; their fields are read fresh.
    case rows(entity: String, [RowKey])
    /// From a moment up to another, not including it: `last month`.
    case period(from: Instant, to: Instant)

    package static let null = Value.scalar(.null)
}

/// Named values in their order; names ignore case and `_`.
package struct Record: Hashable, Sendable {
    package var names: [String]
    package var values: [Value]
    package init(names: [String], values: [Value]) {
        self.names = names
        self.values = values
    }

    package subscript(name name: String) -> Value? {
        if let index = names.firstIndex(of: name) { return values[index] }
        let folded = name.foldedName
        return names.firstIndex { $0.foldedName == folded }.map { values[$0] }
    }
}
