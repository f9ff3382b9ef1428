import CvxTestSupport
import Foundation
import Testing

/// Every script of `examples/` runs on a sample workspace without an error.
@Suite struct ExampleTests {
    static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/examples"

    static let scripts = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".cvx") }.sorted()

    @Test func thereAreExamples() { #expect(Self.scripts.contains("tour.cvx")) }

    @Test(arguments: scripts)
    func runs(_ script: String) throws {
        let scratch = try Scratch()
        let runner = CommandRunner(folder: scratch.path)
        let made = try runner.run("init", scratch.path, "--sample=300")
        #expect(made.status == 0, "\(made.errors)")
        let result = try runner.run(Self.folder + "/" + script)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.errors.contains("error"), "\(result.errors)")
        #expect(!result.output.isEmpty || result.errors.contains("saved to"))
    }

    @Test func initRefusesWhatIsThere() throws {
        let scratch = try Scratch()
        let runner = CommandRunner(folder: scratch.path)
        #expect(try runner.run("init", "w").status == 0)
        let again = try runner.run("init", "w")
        #expect(again.status == 1 && again.errors.contains("dev.db"), "\(again.errors)")
        #expect(try runner.run("-w", "w", "-c", "count leads").output == "0\n")
    }

    @Test func doctorFindsTheMess() throws {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        let result = try CommandRunner(folder: scratch.path).run("doctor")
        #expect(result.status == 0, "\(result.errors)")
        for finding in ["in several encodings", "no lead for the id they hold", "words of its own"] {
            #expect(result.output.contains(finding), "\(finding)")
        }
    }
}
