import Testing

@testable import CvxLanguage

@Suite struct ExampleTests {
    @Test(arguments: examples) func parses(_ example: String) {
        for door in [Parser.Door.file, .shell] {
            let output = parse(example, door)
            #expect(listed(output, example) == "")
            #expect(output.program.statements.count == 1)
        }
    }

    @Test func allTogether() {
        let text = examples.joined(separator: "\n")
        let output = parse(text)
        #expect(listed(output, text) == "")
        #expect(output.program.statements.count == examples.count)
    }

    @Test func nightly() {
        let output = parse(nightlyScript)
        #expect(listed(output, nightlyScript) == "")
        #expect(output.program.statements.count == 9)
        #expect(output.program.comments.count == 2)
    }
}
