/// One record of a delimited text. Its fields are UTF-8 without their quotes; blanks around them are theirs.
package struct DelimitedRecord: Sendable {
    struct Field: Sendable {
        /// Behind its last byte.
        var end: Int
        var place: DelimitedPlace
    }

    /// The fields' bytes, one behind the other.
    private(set) var bytes: [UInt8] = []
    private var fields: [Field] = []

    package var count: Int { fields.count }

    var isEmpty: Bool { fields.isEmpty && bytes.isEmpty }

    /// The line that it begins on, from 1.
    package var line: Int { fields.first?.place.line ?? 1 }

    /// - Parameter index: below `count`
    package func place(_ index: Int) -> DelimitedPlace { fields[index].place }

    /// - Parameter index: below `count`
    package func bytes(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : fields[index - 1].end)..<fields[index].end]
    }

    /// - Parameter index: below `count`
    package func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// - Parameter index: below `count`
    func isBlank(_ index: Int) -> Bool { bytes(index).allSatisfy { $0 <= 0x20 } }

    /// Without the blanks around it; nil where nothing is left.
    ///
    /// - Parameter index: below `count`
    package func trimmedText(_ index: Int) -> String? {
        let bytes = bytes(index)
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
            let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return nil }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// Takes bytes of the field that has not ended.
    mutating func append(_ run: Slice<UnsafeRawBufferPointer>) { bytes += run }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func endField(at place: DelimitedPlace) { fields.append(Field(end: bytes.count, place: place)) }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
    }

    /// The first field whose bytes are not UTF-8.
    var malformed: Int? {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        return fields.indices.first { String(validating: bytes($0), as: UTF8.self) == nil }
    }
}
