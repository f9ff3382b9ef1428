import CvxDomain
import Testing

@testable import CvxRender

@Suite("Display width")
struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("李", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("😀", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇺🇸", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("ｱ", 1), ("Ａ", 2), ("—", 1),
        ("\u{200B}", 0), ("⌚", 2), ("✓", 1), ("ก\u{E49}", 1), ("…", 1), ("∅", 1),
    ])
    func width(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }
}

@Suite("Escaping and fitting")
struct EscapingTests {
    @Test func visible() {
        #expect(
            Escaping.visible("a\n\t\r\u{1b}\u{7f}\u{9b}\u{202E}é李")
                == "a\\n\\t\\r\\u{1b}\\u{7f}\\u{9b}\\u{202e}é李")
        #expect(Escaping.visible("plain\\n") == "plain\\n")
    }

    @Test func clipAndPad() {
        #expect(Fitting.clip("李小龙", to: 6) == "李小龙")
        #expect(Fitting.clip("李小龙", to: 5) == "李小…")
        #expect(Fitting.clip("李小龙", to: 4) == "李…")
        #expect(Fitting.clip("abc", to: 0) == "")
        #expect(Fitting.pad("李", to: 4, right: true) == "  李")
    }

    @Test func wrap() {
        #expect(Fitting.wrap("one two three", to: 8) == ["one two", "three"])
        #expect(Fitting.wrap("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
        #expect(Fitting.wrap("", to: 4) == [""])
    }
}

@Suite("Human text")
struct HumanTextTests {
    @Test func numbers() {
        #expect(HumanText.grouped(Int64.min) == "-9,223,372,036,854,775,808")
        #expect(HumanText.grouped(Int64(999)) == "999")
        #expect(HumanText.grouped(Int64(1_000)) == "1,000")
        #expect(HumanText.money(.min) == "-$922,337,203,685,477.5808")
        #expect(HumanText.money(125_000) == "$12.50")
        #expect(HumanText.percent(0.7) == "70%")
        #expect(HumanText.percent(0.123) == "12.3%")
        #expect(HumanText.percent(.nan) == "nan%")
        #expect(HumanText.decimal(3) == "3")
    }

    @Test func times() {
        #expect(HumanText.duration(303_000) == "5min 3s")
        #expect(HumanText.duration(0) == "0s")
        #expect(HumanText.duration(-90_061_001) == "-1d 1h 1min 1.001s")
        #expect(HumanText.duration(.min).hasPrefix("-"))
        #expect(HumanText.instant(.max, offset: 60).contains(":"))
        #expect(HumanText.date(-719_528) == "0000-01-01")
    }
}

@Suite("Numbers in a buffer")
struct TextBufferTests {
    private func text(_ body: (inout TextBuffer) throws -> Void) rethrows -> String {
        let output = MemoryOutput()
        var buffer = TextBuffer(output, capacity: 128)
        try body(&buffer)
        try? buffer.flush()
        return output.text
    }

    @Test func integers() {
        var values: [Int64] = [0, .min, .max]
        var power: Int64 = 1
        for _ in 0..<18 {
            values += [power - 1, power, power + 1, -power]
            power *= 10
        }
        for value in values { #expect(text { $0.put(value) } == String(value)) }
    }

    @Test func doublesReadBack() {
        var generator = SystemRandomNumberGenerator()
        var values: [Double] = [
            0, -0.0, 0.1, 1e6, 1e15, 1e-5, 123_456.789, .pi, 1e300, .leastNonzeroMagnitude, -111.934_5, 0.3,
            1.0 / 3,
            999_999_999.999_999,
            9_007_199_254_740_992, 4_503_599_627.370_497,
        ]
        for _ in 0..<2_000 {
            values.append(Double(bitPattern: generator.next()))
            values.append(Double(Int64.random(in: -1_000_000_000_000...1_000_000_000_000)) / 10_000)
            values.append(Double.random(in: -180...180))
        }
        for value in values where value.isFinite {
            let shown = text { $0.put(value) }
            #expect(Double(shown)?.bitPattern == value.bitPattern)
            if !value.description.contains("e"), value.magnitude >= 1e-3 {
                #expect(shown == value.description)
            }
        }
        #expect(text { $0.put(Double.infinity) } == "inf")
        #expect(text { $0.put(Double.nan) } == "nan")
    }

    @Test func datesAgreeWithTheDomain() {
        for number in stride(from: Int64(-800_000), to: 3_000_000, by: 997) {
            let (year, month, day) = Day(number: number).civil
            let civil = CivilDate.from(days: number)
            #expect(civil == (year, month, day))
        }
        #expect(text { $0.put(date: 2_932_897) } == "+010000-01-01")
        #expect(text { $0.put(date: Int64.max) } == "\(Int64.max)")
        #expect(text { $0.put(instant: 0) } == "1970-01-01T00:00:00.000Z")
        #expect(text { $0.put(instant: Int64.max) } == "\(Int64.max)")
    }

    /// The optimizer of Swift 6.3.1 drops stores below a pointer that is then stored to: run in release too.
    @Test func whatFollowsANumberLeavesItAlone() {
        for value in [Int64(0), 7, 42, 644, 1_234, 98_765, 1_757_989_111_644, .max] {
            let digits = String(value)
            #expect(
                text {
                    $0.put(value)
                    $0.put(UInt8(ascii: ","))
                    $0.put(money: 1_234)
                    $0.put(UInt8(ascii: ","))
                    $0.put(seconds: 1_644)
                    $0.put(UInt8(ascii: ","))
                } == "\(digits),0.1234,1.644,")
            #expect(
                text {
                    $0.put(Double(644) / 1_000)
                    $0.put(UInt8(ascii: ","))
                    $0.put(instant: 1_757_989_111_644)
                    $0.put(UInt8(ascii: ","))
                } == "0.644,2025-09-16T02:18:31.644Z,")
        }
    }

    @Test func moneyAndSeconds() {
        #expect(text { $0.put(money: 1) } == "0.0001")
        #expect(text { $0.put(money: .min) } == "-922337203685477.5808")
        #expect(text { $0.put(seconds: 1_050) } == "1.05")
    }
}
