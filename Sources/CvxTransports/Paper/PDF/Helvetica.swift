/// How wide Helvetica's letters are, in thousandths of its size, by their WinAnsi byte (Adobe's font metrics).
enum Helvetica {
    static func width(_ byte: UInt8) -> Int { byte < 32 ? 0 : widths[Int(byte) - 32] }

    private static let widths: [Int] =
        [
            278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
            556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
            1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
            667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
            333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
            556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 350,
        ] + [
            556, 350, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350,
            350, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 350, 500, 667,
        ] + [
            278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333,
            400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
            667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
            722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
            556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
            556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
        ]

    /// Lines that are no wider than so many points; a word that is wider is broken.
    static func lines(_ text: [UInt8], size: Double, within points: Double) -> [[UInt8]] {
        let limit = Int(points / size * 1_000)
        return text.split(separator: 0x0A, omittingEmptySubsequences: false).flatMap {
            wrapped($0, limit)
        }
    }

    private static func wrapped(_ paragraph: ArraySlice<UInt8>, _ limit: Int) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var (line, width): ([UInt8], Int) = ([], 0)
        // Behind the last blank of the line; nil where it has none.
        var blank: Int?
        for byte in paragraph {
            if width + self.width(byte) > limit, byte != 0x20, !line.isEmpty {
                let cut = blank ?? line.count
                lines.append(trimmed(line[..<cut]))
                line = Array(line[cut...])
                width = line.reduce(0) { $0 + self.width($1) }
                blank = nil
            }
            line.append(byte)
            width += self.width(byte)
            if byte == 0x20 { blank = line.count }
        }
        return lines + [trimmed(line[...])]
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.prefix((line.lastIndex { $0 != 0x20 } ?? line.startIndex - 1) - line.startIndex + 1))
    }
}
