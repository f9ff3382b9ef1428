import Testing

@testable import CvxTesting

@Suite struct LineDifferenceTests {
    /// One sign a line: ` ` same, `-` expected, `+` found, `…` left out.
    private func signs(_ lines: [LineDifference]) -> String {
        lines.map {
            switch $0 {
            case .same(let text): " \(text)"
            case .expected(let text): "-\(text)"
            case .found(let text): "+\(text)"
            case .omitted(let count): "…\(count)"
            }
        }.joined(separator: "|")
    }

    @Test(arguments: [
        ("a\nb\nc\n", "a\nx\nc\n", " a|-b|+x| c"), ("a\n", "", "-a"), ("", "a\nb\n", "+a|+b"),
        ("a\nb\nc\nd\n", "b\nd\ne\n", "-a| b|-c| d|+e"), ("a\n", "a", "-a|+a (no line end)"), ("", "", ""),
    ]) func compares(_ expected: String, _ found: String, _ lines: String) {
        #expect(signs(LineDifference.compare(expected, found)) == lines)
    }

    @Test func leavesOutWhatIsFar() {
        let same = (1...20).map(String.init)
        let (old, new) = (same.joined(separator: "\n") + "\n", (same + ["21"]).joined(separator: "\n") + "\n")
        #expect(signs(LineDifference.shortened(LineDifference.compare(old, new))) == "…17| 18| 19| 20|+21")
    }

    @Test func largeTextsAreShownApart() {
        let old = (0..<5_000).map { "a\($0)\n" }.joined()
        let new = (0..<5_000).map { "b\($0)\n" }.joined()
        #expect(LineDifference.compare(old, new).count == 10_000)
    }
}
