import CvxDomain

/// A provider's report of what became of messages: CSV with a header, JSON lines, or one JSON array.
package struct DeliveryReport: Sendable {
    package private(set) var lines: [DeliveryLine] = []
    /// Lines that are no row, each with its number from 1.
    package private(set) var unreadable: [(line: Int, reason: String)] = []

    /// - Throws: `DelimitedFault` where a CSV is none.
    package init(_ bytes: [UInt8]) throws {
        switch bytes.first(where: { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }) {
        case UInt8(ascii: "{"): readObjects(bytes)
        case UInt8(ascii: "["): readArray(bytes)
        default: try readTable(bytes)
        }
    }

    private mutating func readTable(_ bytes: [UInt8]) throws {
        var table = DelimitedTable()
        var lines: [DeliveryLine] = []
        func take(_ row: DelimitedRow) { lines.append(DeliveryLine(line: row.line) { row[$0] }) }
        try bytes.withUnsafeBytes { try table.read($0, take) }
        try table.end(take)
        self.lines = lines
    }

    private mutating func readObjects(_ bytes: [UInt8]) {
        let rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() where !row.allSatisfy({ $0 <= 0x20 }) {
            add(JSONValue(json: Array(row)), line: index + 1)
        }
    }

    /// Its rows have no lines: they are counted.
    private mutating func readArray(_ bytes: [UInt8]) {
        guard let rows = JSONValue(json: bytes)?.array else { return unreadable.append((1, "it is no JSON")) }
        for (index, row) in rows.enumerated() { add(row, line: index + 1) }
    }

    private mutating func add(_ value: JSONValue?, line: Int) {
        guard case .object(let object)? = value else {
            return unreadable.append((line, "it is no object of JSON"))
        }
        var fields: [String: String] = [:]
        for (name, value) in zip(object.names, object.values) {
            if let text = Self.text(value) { fields[Self.key(name)] = text }
        }
        lines.append(DeliveryLine(line: line) { fields[Self.key($0)] })
    }

    private static func key(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .int(let number): String(number)
        case .double(let number): String(number)
        default: nil
        }
    }
}
