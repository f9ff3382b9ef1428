import CvxServices
import Testing

@Suite struct TextSegmentsTests {
    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: [
        ("", 0, 0, 160), ("Hi", 1, 2, 158), (many("a", 160), 1, 160, 0), (many("a", 161), 2, 161, 145),
        (many("a", 306), 2, 306, 0), (many("a", 307), 3, 307, 152), (many("é", 160), 1, 160, 0),
        // Characters of the extension table take two.
        (many("€", 80), 1, 160, 0), (many("€", 81), 2, 162, 143), ("[]{}~^|\\€", 1, 18, 142),
        ("two\nlines", 1, 9, 151),
        // 152 and one of two places: it goes whole into the next segment.
        (many("a", 152) + "€" + many("a", 20), 2, 174, 131),
    ])
    func plain(text: String, count: Int, length: Int, rest: Int) {
        let segments = TextSegments(text)
        #expect(segments.encoding == .gsm7)
        #expect(segments.costly == nil)
        #expect([segments.count, segments.length, segments.rest] == [count, length, rest])
    }

    @Test(arguments: [
        ("ç", 1, 1, 69, Character("ç")), (many("あ", 70), 1, 70, 0, "あ"), (many("あ", 71), 2, 71, 63, "あ"),
        (many("あ", 134), 2, 134, 0, "あ"), (many("あ", 135), 3, 135, 66, "あ"),
        // One character that is not in the alphabet makes all of them cost two bytes.
        (many("a", 100) + "“", 2, 101, 33, "“"),
        // A pair of surrogates is not cut in two: 66 and 2 are two segments.
        (many("a", 66) + "😀" + many("a", 10), 2, 78, 55, "😀"), ("😀", 1, 2, 68, "😀"),
        ("👨‍👩‍👧", 1, 8, 62, "👨‍👩‍👧"),
    ])
    func wide(text: String, count: Int, length: Int, rest: Int, costly: Character) {
        let segments = TextSegments(text)
        #expect(segments.encoding == .ucs2)
        #expect(segments.costly == costly)
        #expect([segments.count, segments.length, segments.rest] == [count, length, rest])
    }
}
