import CvxDomain
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("(480) 555-0156", "4805550156", nil), ("856-555-0767", "8565550767", nil),
        ("+18565558428", "8565558428", nil), ("1 856 555 8428", "8565558428", nil),
        ("480.555.0156 x12", "4805550156", "12"), ("(480) 555-0156 ext. 9", "4805550156", "9"),
        ("480-555-0156 EXTENSION 1234", "4805550156", "1234"), ("+1 (480) 555-0156#7", "4805550156", "7"),
        ("+14805550156;ext=3", "4805550156", "3"), (" 480\u{A0}555\u{2011}0156 ", "4805550156", nil),
    ])
    func reads(_ text: String, _ digits: String, _ phoneExtension: String?) {
        let number = PhoneNumber(text)
        #expect(number?.digits == digits)
        #expect(number?.phoneExtension == phoneExtension)
    }

    @Test(arguments: [
        ("", PhoneNumber.Parsed.noDigits), ("none", .stray("n")), ("()", .noDigits),
        ("555-0156", .digitCount(7)), ("480555015600", .digitCount(12)), ("24805550156", .digitCount(11)),
        ("1-800-FLOWERS", .stray("F")), ("+44 20 7946 0018", .foreign), ("180 555 0156", .areaCode("180")),
        ("(411) 555-0156", .areaCode("411")), ("(490) 555-0156", .areaCode("490")),
        ("(480) 155-0156", .exchange("155")), ("(480) 911-0156", .exchange("911")),
        ("480-555-0156 x", .badExtension), ("480-555-0156 x123456789", .badExtension),
        ("480-555-0156 x1 x2", .badExtension), ("480-555-0156, 480-555-0157", .stray(",")),
        ("٤٨٠٥٥٥٠١٥٦", .stray("٤")), ("4+805550156", .stray("+")), ("+1480555015", .digitCount(9)),
    ])
    func refuses(_ text: String, _ reason: PhoneNumber.Parsed) {
        #expect(PhoneNumber.parse(text) == reason)
        #expect(reason.problem(of: text) != nil)
    }

    /// A number is found again by the digits that comparisons go by.
    @Test(arguments: ["(480) 555-0156", "+1 480 555 0156 x12", "1.480.555.0156;ext=3", "480-555-0156 ext 4"])
    func hasTheKeyOfComparisons(_ text: String) {
        #expect(PhoneNumber(text)?.digits == TextFolding.phoneKey(text))
    }
}

@Suite struct PhoneFormatTests {
    @Test(arguments: [
        ("(480) 555-0156", "(212) 555-0199"), ("480-555-0156", "212-555-0199"),
        ("+14805550156", "+12125550199"), ("1-480-555-0156", "1-212-555-0199"),
        ("4805550156", "2125550199"), ("480.555.0156", "212.555.0199"), ("14805550156", "12125550199"),
        ("+1 (480) 555-0156 x9", "+1 (212) 555-0199"), (" 480 555 0156", "212 555 0199"),
    ])
    func writesLikeTheSample(_ sample: String, _ written: String) throws {
        let number = try #require(PhoneNumber("2125550199"))
        #expect(PhoneFormat(of: sample)?.format(number) == written)
    }

    @Test func whatIsWrittenIsRead() throws {
        let number = try #require(PhoneNumber("(480) 555-0156 x12"))
        for format in [PhoneFormat.parentheses, .dashes, .e164, .digits] {
            #expect(PhoneNumber(format.format(number)) == number)
            #expect(PhoneFormat(of: format.format(number)) == format)
        }
    }

    @Test func mostSamplesDecide() {
        #expect(PhoneFormat.detect(["+14805550156", "480-555-0156", "212-555-0199", "?"]) == .dashes)
        #expect(PhoneFormat.detect(["+14805550156", "480-555-0156"]) == .e164)
        #expect(PhoneFormat.detect(["none", ""]) == nil)
        #expect(PhoneFormat.detect([]) == nil)
    }
}
