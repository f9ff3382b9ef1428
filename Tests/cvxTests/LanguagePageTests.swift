import Foundation
import Testing

/// The examples of the page on the language are programs without a fault.
@Suite struct LanguagePageTests {
    private static let examples: [String] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text =
            (try? String(contentsOf: root.appendingPathComponent("Sources/Language.md"), encoding: .utf8))
            ?? ""
        return text.components(separatedBy: "```cvx\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }()

    @Test func thereAreExamples() { #expect(Self.examples.count > 5) }

    @Test(arguments: examples)
    func isChecked(_ example: String) throws {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        try scratch.write(example, to: "example.cvx")
        let result = try CommandRunner(folder: scratch.path).run("check", "example.cvx")
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.errors.contains("warning"), "\(result.errors)")
    }
}
