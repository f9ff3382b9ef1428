import CvxCommands
import CvxLanguage
import CvxTestSupport
import Foundation
import Testing

/// What editors are given under `examples/editors`.
@Suite struct EditorFilesTests {
    static let folder = ExampleTests.folder + "/editors"
    static let node = "/usr/bin/node"
    static let vim = "/usr/bin/vim"

    /// Every word of the grammar and every verb.
    static let words = Set(
        Keyword.allCases.filter { $0 != .notKeyword }.map(\.text) + VerbTable.shapes.map(\.name))

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
    }

    private func json(_ name: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(try text(name).utf8)) as? [String: Any], "\(name)")
    }

    @Test func grammarKnowsEveryWord() throws {
        let grammar = try json("vscode/syntaxes/cvx.tmLanguage.json")
        let repository = try #require(grammar["repository"] as? [String: [String: Any]])
        let patterns = try #require(repository["word"]?["patterns"] as? [[String: String]])
        var known: Set<String> = []
        for pattern in patterns {
            let match = try #require(pattern["match"])
            let list = try #require(match.firstMatch(of: /\(\?i:([a-z|]+)\)/)).1
            for word in list.split(separator: "|") {
                #expect(known.insert(String(word)).inserted, "\(word) is there twice")
            }
        }
        #expect(known.subtracting(Self.words) == [], "these are words no more")
        #expect(
            Self.words.subtracting(known) == [], "these are missing: a verb goes into support.function.verb")
    }

    /// The grammar's expressions are valid, and every `#name` that is included exists.
    @Test func grammarHolds() throws {
        let grammar = try json("vscode/syntaxes/cvx.tmLanguage.json")
        let repository = try #require(grammar["repository"] as? [String: Any])
        func walk(_ value: Any) throws {
            if let list = value as? [Any] { return try list.forEach(walk) }
            guard let members = value as? [String: Any] else { return }
            for (key, value) in members {
                if ["match", "begin", "end"].contains(key), let pattern = value as? String {
                    _ = try NSRegularExpression(pattern: pattern)
                }
                if key == "include", let name = value as? String, name.hasPrefix("#") {
                    #expect(repository[String(name.dropFirst())] != nil, "\(name)")
                }
                try walk(value)
            }
        }
        try walk(grammar)
    }

    @Test func vimKnowsEveryWord() throws {
        var known: Set<String> = []
        for line in try text("vim/syntax/cvx.vim").split(separator: "\n") {
            let parts = line.split(separator: " ")
            if line.hasPrefix("syntax keyword"), !line.hasSuffix("contained") {
                known.formUnion(parts.dropFirst(3).map(String.init))
            } else if let match = line.wholeMatch(of: /syntax match cvx\w+ \/\\<([a-z]+)\\>\//) {
                known.insert(String(match.1))
            }
        }
        #expect(known.subtracting(Self.words) == [], "these are words no more")
        #expect(Self.words.subtracting(known) == [], "these are missing: a verb goes into cvxVerb")
    }

    @Test func extensionIsWhole() throws {
        let package = try json("vscode/package.json")
        let contributes = try #require(package["contributes"] as? [String: Any])
        let named =
            [package["main"] as? String]
            + (contributes["languages"] as? [[String: Any]] ?? []).map { $0["configuration"] as? String }
            + (contributes["grammars"] as? [[String: Any]] ?? []).map { $0["path"] as? String }
        #expect(named.count == 3)
        for name in named {
            let path = Self.folder + "/vscode/" + (try #require(name))
            #expect(FileManager.default.fileExists(atPath: path), "\(path)")
        }
        _ = try json("vscode/language-configuration.json")
        #expect(!FileManager.default.fileExists(atPath: Self.folder + "/vscode/node_modules"))
    }

    private func run(_ program: String, _ arguments: [String], folder: String) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "TERM": "dumb"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: node)))
    func extensionServes() throws {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        let client = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/vscode.js"
        let (status, said) = try run(
            Self.node,
            [client, Self.folder + "/vscode", PseudoTerminal.products + "/cvx", scratch.path + "/a.cvx"],
            folder: scratch.path)
        #expect(status == 0, "\(said)")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: vim)))
    func vimTakesTheSyntax() throws {
        let scratch = try Scratch()
        try scratch.write("find leads where status contains \"x ${lead.name}\" # y\n", to: "a.cvx")
        let columns = [1, 6, 12, 25, 34, 37, 39, 43, 51]
        try scratch.write(
            """
            set rtp+=\(Self.folder)/vim
            filetype plugin on
            syntax on
            edit a.cvx
            redir! > found.txt
            silent messages
            silent echo &filetype &shiftwidth
            for column in [\(columns.map(String.init).joined(separator: ","))]
              silent echo "group " .. synIDattr(synID(1, column, 1), "name")
            endfor
            redir END
            qa!
            """, to: "ask.vim")
        _ = try run(Self.vim, ["-u", "NONE", "-N", "-es", "-S", "ask.vim"], folder: scratch.path)
        let found = try String(contentsOfFile: scratch.path + "/found.txt", encoding: .utf8)
        #expect(!found.contains("Error"), "\(found)")
        let groups = found.split(separator: "\n").filter { $0.hasPrefix("group ") }.map { $0.dropFirst(6) }
        #expect(
            groups == [
                "cvxQuery", "", "cvxClause", "cvxWordOperator", "cvxString", "cvxDelimiter",
                "cvxInterpolation",
                "cvxField", "cvxComment",
            ], "\(found)")
        #expect(found.contains("cvx 2"), "\(found)")
    }
}
