import Foundation
import Testing

/// Runs the chunks of `Corpus/*.cvxt`: statements, then what they print.
///
/// A chunk is a `==== title` line, statements, `----`, and standard output; `---- errors STATUS` begins what is
/// expected on standard error, of which only the lines named must be there, in their order.
@Suite struct CorpusTests {
    struct Chunk: CustomTestStringConvertible, Sendable {
        var file: String
        var title: String
        var statements = ""
        var output = ""
        var errors: [String] = []
        var status: Int32 = 0
        var testDescription: String { "\(file): \(title)" }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Corpus"

    static let chunks: [Chunk] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".cvxt") }.sorted().flatMap(read)
    }()

    private static func read(_ file: String) -> [Chunk] {
        let text = (try? String(contentsOfFile: folder + "/" + file, encoding: .utf8)) ?? ""
        var chunks: [Chunk] = []
        var part = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("==== ") {
                chunks.append(Chunk(file: file, title: String(line.dropFirst(5))))
                part = 0
            } else if chunks.isEmpty {
                continue
            } else if line == "----" {
                part = 1
            } else if line.hasPrefix("---- errors ") {
                part = 2
                chunks[chunks.count - 1].status = Int32(line.dropFirst(12)) ?? -1
            } else if part == 0 {
                chunks[chunks.count - 1].statements += line + "\n"
            } else if part == 1 {
                chunks[chunks.count - 1].output += line + "\n"
            } else if !line.isEmpty {
                chunks[chunks.count - 1].errors.append(String(line))
            }
        }
        for index in chunks.indices {
            while chunks[index].output.hasSuffix("\n\n") || chunks[index].output == "\n" {
                chunks[index].output.removeLast()
            }
        }
        return chunks
    }

    @Test func thereAreChunks() { #expect(Self.chunks.count > 50) }

    @Test(arguments: chunks)
    func prints(_ chunk: Chunk) throws {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        try scratch.write(chunk.statements, to: "test.cvx")
        let runner = CommandRunner(folder: scratch.path, environment: ["CVX_TIME_ZONE": "America/Phoenix"])
        let result = try runner.run("test.cvx")
        #expect(result.output == chunk.output)
        #expect(result.status == chunk.status, "\(result.errors)")
        var rest = result.errors.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[
            ...]
        for line in chunk.errors {
            guard let index = rest.firstIndex(of: line) else {
                Issue.record("no line \(line.debugDescription) in\n\(result.errors)")
                return
            }
            rest = rest[(index + 1)...]
        }
        if chunk.errors.isEmpty { #expect(result.errors == "") }
    }
}
