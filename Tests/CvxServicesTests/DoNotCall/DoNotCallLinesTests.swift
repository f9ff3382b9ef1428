import CvxDomain
import CvxServices
import Testing

@Suite struct DoNotCallLinesTests {
    /// Reads a text in pieces of a size, as a file comes.
    private func read(_ text: String, pieces size: Int) -> DoNotCallLines {
        var lines = DoNotCallLines()
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(bytes.count, start + size)].withUnsafeBytes { lines.read($0) }
        }
        lines.end()
        return lines
    }

    private func numbers(_ lines: DoNotCallLines) -> [UInt64] {
        var collection = lines.numbers
        var all: [UInt64] = []
        collection.drain { base, rests in all += rests.map { base + UInt64($0) } }
        return all
    }

    @Test(arguments: [1, 2, 3, 7, 11, 12, 13, 40, 10_000])
    func readsEveryUsualWriting(_ size: Int) {
        let text =
            "\u{FEFF}480,5550156\r\n480,5550155\n\n  \r\n4805550154\n\"480\",\"5550153\"\n(480) 555-0152\n"
            + "+14805550151,2026-11-01\n480,5550156\n1-480-555-0150"
        let lines = read(text, pieces: size)
        #expect(
            numbers(lines) == [
                4_805_550_150, 4_805_550_151, 4_805_550_152, 4_805_550_153, 4_805_550_154,
                4_805_550_155, 4_805_550_156,
            ])
        #expect(lines.good == 8)
        #expect(lines.badCount == 0)
    }

    @Test(arguments: [1, 5, 1_000])
    func tellsWhatIsNone(_ size: Int) {
        let long = String(repeating: "4", count: 5_000)
        let text =
            "NPA,NUMBER\n480,5550100\n480,555010\n411,5550100\n490,5550100\n480,1550100\n\(long)\n480,5550101\n\0\n"
        let lines = read(text, pieces: size)
        #expect(numbers(lines) == [4_805_550_100, 4_805_550_101])
        #expect(lines.badCount == 7)
        #expect(lines.bad.map(\.line) == [1, 3, 4, 5, 6])
        #expect(lines.bad.first?.text == "NPA,NUMBER")
        #expect(lines.bad.allSatisfy { $0.text.utf8.count <= 40 })
    }

    @Test func sortsWhatComesInAnyOrder() throws {
        var random = SystemRandomNumberGenerator()
        var expected: Set<UInt64> = []
        var collection = NumberCollection()
        let bases: [UInt64] = [4_805_550_000, 9_195_550_000, 2_015_550_000]
        for _ in 0..<30_000 {
            let digits =
                bases[Int.random(in: 0..<3, using: &random)] + UInt64.random(in: 0...9_999, using: &random)
            let number = try #require(NANPNumber(digits: digits))
            collection.add(number)
            expected.insert(digits)
        }
        var all: [UInt64] = []
        collection.drain { base, rests in all += rests.map { base + UInt64($0) } }
        #expect(all == expected.sorted())
    }
}
