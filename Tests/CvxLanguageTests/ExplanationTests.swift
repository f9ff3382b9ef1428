import Testing

@testable import CvxLanguage

@Suite struct ExplanationTests {
    @Test(arguments: DiagnosticCode.all) func everyCodeHasItsLongForm(_ code: DiagnosticCode) {
        let lines = code.explanation.split(separator: "\n")
        #expect(!code.explanation.hasPrefix("There is no longer text"))
        #expect((1...8).contains(lines.count))
        #expect(DiagnosticCode.named(code.description.lowercased()) == code)
    }
}
