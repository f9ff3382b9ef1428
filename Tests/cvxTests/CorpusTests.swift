import CvxLanguage
import CvxTestSupport
import CvxTesting
import Foundation
import Testing

/// The tests of `Corpus/*.cvxt`, as `cvx test` runs them.
@Suite struct CorpusTests {
    struct Entry: CustomTestStringConvertible, Sendable {
        var file: String
        var test: ScriptTest
        var testDescription: String { "\(file): \(test.title)" }
    }

    /// A file's tests share the workspace that they are given copies of.
    struct File: Sendable {
        var settings: ScriptTestSettings
        var workspace: Result<TestWorkspace, any Error>
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Corpus"

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".cvxt") }.sorted()

    static func read(_ name: String) -> (file: ScriptTestFile, faults: [Diagnostic]) {
        let text = (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
        return ScriptTestFile.read(SourceText(name: name, text: text))
    }

    static let entries = names.flatMap { name in read(name).file.tests.map { Entry(file: name, test: $0) } }

    static let files: [String: File] = {
        var files: [String: File] = [:]
        for name in names {
            let settings = read(name).file.settings
            files[name] = File(
                settings: settings, workspace: Result { try TestWorkspace(settings, folder: folder) })
        }
        return files
    }()

    @Test func thereAreTests() {
        #expect(Self.entries.count > 50)
        for name in Self.names { #expect(Self.read(name).faults == []) }
    }

    @Test(arguments: entries)
    func passes(_ entry: Entry) throws {
        let file = try #require(Self.files[entry.file])
        let runner = ScriptTestRunner(program: PseudoTerminal.products + "/cvx")
        let outcome = try runner.run(entry.test, file.settings, file.workspace.get())
        #expect(outcome.faults == [], "\(outcome.output)\n\(outcome.errors)")
    }
}
