/// What stands between fields.
package enum Delimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// The one that stands most often outside of quotes in the first line that is not blank; of equals the first, and the
    /// comma where none does. Nil where that line has not ended.
    init?(beginning bytes: [UInt8], isWhole: Bool) {
        var counts = [Int](repeating: 0, count: Self.allCases.count)
        var (isQuoted, isBlank) = (false, true)
        for byte in bytes {
            if byte == 0x22 {
                isQuoted.toggle()
            } else if !isQuoted, byte == 0x0A || byte == 0x0D {
                if isBlank { continue }
                self = Self.mostFrequent(counts)
                return
            } else if !isQuoted, let index = Self.allCases.firstIndex(where: { $0.rawValue == byte }) {
                counts[index] += 1
            }
            isBlank = false
        }
        guard isWhole else { return nil }
        self = Self.mostFrequent(counts)
    }

    private static func mostFrequent(_ counts: [Int]) -> Delimiter {
        zip(allCases, counts).reduce((Delimiter.comma, 0)) { $1.1 > $0.1 ? $1 : $0 }.0
    }
}
