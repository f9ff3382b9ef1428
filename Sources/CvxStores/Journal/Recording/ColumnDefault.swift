internal import CvxDomain

/// What rows hold that are older than a column: its default, as the column keeps it. Only a constant can be the default
/// of a column that was added later; anything else is taken for NULL.
enum ColumnDefault {
    /// - Parameter sql: as the schema has it.
    /// - Returns: the value as a changeset writes it.
    static func value(_ sql: String, _ affinity: BoundColumn.Affinity) -> [UInt8] {
        guard let literal = literal(sql) else { return [ChangesetFormat.null] }
        var buffer = ChangeBuffer()
        defer { buffer.free() }
        switch (literal, affinity) {
        case (.text(let text), .integer), (.text(let text), .numeric), (.text(let text), .real):
            append(numeric(text) ?? literal, isReal: affinity == .real, to: &buffer)
        case (.int, .text), (.real, .text):
            // As it is written: only rows that are added later have it as SQLite writes numbers.
            append(.text(sql.hasPrefix("+") ? String(sql.dropFirst()) : sql), isReal: false, to: &buffer)
        case (.real(let number), .integer), (.real(let number), .numeric):
            append(Int64(exactly: number).map { .int($0) } ?? literal, isReal: false, to: &buffer)
        default: append(literal, isReal: affinity == .real, to: &buffer)
        }
        return Array(buffer.bytes)
    }

    private enum Literal {
        case int(Int64)
        case real(Double)
        case text(String)
        case blob([UInt8])
    }

    private static func append(_ literal: Literal, isReal: Bool, to buffer: inout ChangeBuffer) {
        switch literal {
        case .int(let number):
            if isReal { buffer.append(real: Double(number)) } else { buffer.append(int: number) }
        case .real(let number): buffer.append(real: number)
        case .text(var text): text.withUTF8 { buffer.append(text: UnsafeRawBufferPointer($0)) }
        case .blob(let bytes): bytes.withUnsafeBytes { buffer.append(blob: $0) }
        }
    }

    /// A text that a numeric column keeps as a number.
    private static func numeric(_ text: String) -> Literal? {
        if let number = Int64(text) { return .int(number) }
        guard let first = text.utf8.first, first <= UInt8(ascii: "9"), let number = Double(text) else {
            return nil
        }
        return Int64(exactly: number).map { .int($0) } ?? .real(number)
    }

    private static func literal(_ sql: String) -> Literal? {
        let lower = sql.lowercased()
        if lower == "true" { return .int(1) }
        if lower == "false" { return .int(0) }
        if sql.hasPrefix("'"), sql.hasSuffix("'"), sql.utf8.count >= 2 {
            return .text(String(sql.dropFirst().dropLast().replacing("''", with: "'")))
        }
        if lower.hasPrefix("x'"), lower.hasSuffix("'") {
            let digits = Array(lower.dropFirst(2).dropLast())
            let bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
                UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0
            }
            return .blob(bytes)
        }
        guard let first = sql.utf8.first, first <= UInt8(ascii: "9") else { return nil }
        if let number = Int64(sql) { return .int(number) }
        return Double(sql).map { .real($0) }
    }
}
