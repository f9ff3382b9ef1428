import CvxServices
import Testing

@Suite struct MergeTextTests {
    @Test(arguments: [
        ("Hi there", [], "Hi there"),
        ("Hi ${.owner_name}!", [".owner_name"], "Hi 1!"),
        (
            "${.a ?? \"}\"} and ${if .b { 'x}' } else { \"\\\"}\" }}",
            [".a ?? \"}\"", "if .b { 'x}' } else { \"\\\"}\" }"], "1 and 2"
        ),
        ("costs $5, or ${", [], "costs $5, or ${"),
        ("$${.a}$", [".a"], "$1$"),
        ("", [], ""),
    ]) func partsAndMerging(text: String, expressions: [String], merged: String) {
        let parsed = MergeText(text)
        #expect(parsed.expressions == expressions)
        #expect(parsed.merged(expressions.indices.map { String($0 + 1) }) == merged)
    }

    @Test func oneQuestionForAll() {
        #expect(MergeText("a").question(over: "leads") == nil)
        #expect(MergeText("${.a} ${.b}").question(over: "leads") == "find leads | select m0: (.a), m1: (.b)")
    }
}
