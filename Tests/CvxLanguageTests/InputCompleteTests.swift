import Testing

@testable import CvxLanguage

@Suite struct InputCompleteTests {
    @Test(arguments: [
        "find leads where", "find leads |", "find leads where (score > 5", "if $x {", "transaction {\n undo",
        "let x = \"\"\"\nabc", "find leads where score >", "print 1,", "let x =", "set @1 phone =",
        "try { undo }", "find",
        "find leads where score > 5 and", "print [1,", "find leads sort by", "let r = {a: 1",
    ]) func goesOn(_ text: String) { #expect(!isInputComplete(text, shapes: testShapes)) }

    @Test(arguments: [
        "", "   ", "# note", "find leads", "undo", "print \"abc", "if $x { undo }",
        "find leads where score > 5",
        "let x = )", "find leads sort by count", "try { undo } catch e { undo }",
        "update leads where score > 5", "where",
        "$x", "fnd leads",
    ]) func isDone(_ text: String) {
        if text == "where" { return #expect(!isInputComplete(text, shapes: testShapes)) }
        #expect(isInputComplete(text, shapes: testShapes))
    }
}
