internal import CSQLite
internal import CvxServices

/// What is to be done to a row: a journaled change as it was, or the other way round.
struct RowChange {
    var kind: JournalRow.Kind
    var table: ChangesetChange.Table
    /// What the row must hold for it: everything of a row that goes, what an update changed, and the key.
    var expected: [ChangesetValue]
    /// What it holds after it.
    var wanted: [ChangesetValue]

    init(_ change: ChangesetChange) {
        kind = change.kind
        table = change.table
        expected = change.old
        wanted = change.new
    }

    /// What takes the change back.
    var reversed: RowChange {
        var change = self
        swap(&change.expected, &change.wanted)
        switch kind {
        case .added: change.kind = .deleted
        case .deleted: change.kind = .added
        case .updated:
            // An update's key stands in the expected image alone.
            for index in table.keyPlaces.indices where table.keyPlaces[index] != 0 {
                change.expected[index] = expected[index]
                change.wanted[index] = .undefined
            }
        }
        return change
    }

    /// The image that has the key.
    var keyed: [ChangesetValue] { kind == .added ? wanted : expected }

    var key: [StoredValue] {
        table.keyPlaces.indices.filter { table.keyPlaces[$0] != 0 }
            .sorted { table.keyPlaces[$0] < table.keyPlaces[$1] }
            .compactMap { StoredValue(keyed[$0]) }
    }
}

/// A row change with bytes of its own.
final class KeptRowChange {
    private(set) var change: RowChange
    private var copies: [UnsafeMutableRawBufferPointer] = []

    init(_ change: RowChange) {
        self.change = change
        self.change.expected = change.expected.map(keep)
        self.change.wanted = change.wanted.map(keep)
    }

    deinit { for copy in copies { copy.deallocate() } }

    private func keep(_ value: ChangesetValue) -> ChangesetValue {
        switch value {
        case .text(let bytes): .text(keep(bytes))
        case .blob(let bytes): .blob(keep(bytes))
        case .undefined, .null, .int, .real: value
        }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyMemory(from: bytes)
        copies.append(copy)
        return UnsafeRawBufferPointer(copy)
    }
}

extension PreparedStatement {
    /// Texts and blobs are not copied: their bytes must stay until the statement is reset.
    func bind(_ place: Int32, _ value: ChangesetValue) {
        switch value {
        case .undefined, .null: sqlite3_bind_null(statement, place)
        case .int(let number): sqlite3_bind_int64(statement, place, number)
        case .real(let number): sqlite3_bind_double(statement, place, number)
        case .text(let bytes):
            let start = bytes.baseAddress ?? Self.nothing
            sqlite3_bind_text64(
                statement, place, start.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), nil,
                UInt8(SQLITE_UTF8))
        case .blob(let bytes):
            sqlite3_bind_blob64(statement, place, bytes.baseAddress ?? Self.nothing, UInt64(bytes.count), nil)
        }
    }

    /// Leaves the place alone where an update left the column alone.
    func bindDefined(_ place: Int32, _ value: ChangesetValue) {
        if case .undefined = value { return }
        bind(place, value)
    }

    /// Where an empty text begins: a null pointer would bind NULL.
    nonisolated(unsafe) private static let nothing = UnsafeRawPointer(
        UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))

    func value(_ column: Int32) -> StoredValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: .int(int(column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: .text(text(column) ?? "")
        case SQLITE_BLOB: .blob(Array(blob(column)))
        default: .null
        }
    }
}
