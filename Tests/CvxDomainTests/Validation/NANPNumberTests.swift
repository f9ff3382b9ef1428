import CvxDomain
import Testing

@Suite struct NANPNumberTests {
    @Test(arguments: [
        "(480) 555-0156", "856-555-0767", "+18565558428", "1 856 555 8428", "480.555.0156 x12",
        "+1 (480) 555-0156#7", " 480\u{A0}555\u{2011}0156 ", "\t4805550156\n", "4805550156", "", "none",
        "555-0156", "480555015600", "24805550156", "1-800-FLOWERS", "+44 20 7946 0018", "(411) 555-0156",
        "(490) 555-0156", "(480) 155-0156", "(480) 911-0156", "480-555-0156 x", "٤٨٠٥٥٥٠١٥٦", "4+805550156",
        "+4805550156", "+1480555015", "++14805550156", "480-555-0156, 480-555-0157", "(1) 480/555/0156",
    ])
    func readsWhatPhoneNumberReads(_ text: String) {
        #expect(NANPNumber(text).map { String($0.digits) } == PhoneNumber(text)?.digits)
    }

    /// Texts that nobody thought of: both readers say the same.
    @Test func agreesWithPhoneNumberAtRandom() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "480", "1", "+", "(", ") ", "555", "-", "0156", ".", " ", "x3", "9", "2", "#", "é", "211",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...8, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            #expect(
                NANPNumber(text).map { String($0.digits) } == PhoneNumber(text)?.digits,
                "\(text.debugDescription)")
        }
    }

    @Test func hasItsParts() throws {
        let number = try #require(NANPNumber(digits: 4_805_550_156))
        #expect(number.exchange == 480_555)
        #expect(number.line == 156)
        #expect(number.description == "+14805550156")
        #expect(number.phoneNumber?.digits == "4805550156")
    }

    @Test(arguments: [0, 1_805_550_156, 4_115_550_156, 4_905_550_156, 4_809_110_156, 14_805_550_156, .max])
    func isOfThePlan(_ digits: UInt64) {
        #expect(NANPNumber(digits: digits) == nil)
    }
}
