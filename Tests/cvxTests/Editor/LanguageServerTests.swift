import Foundation
import Testing

/// `cvx lsp` as an editor uses it.
@Suite struct LanguageServerTests {
    /// A workspace with the fixture's stores, and a server beside it.
    private func start() throws -> (LanguageClient, Scratch, uri: String) {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        let client = try LanguageClient.started(folder: "/")
        return (client, scratch, URL(fileURLWithPath: scratch.path + "/scripts/a.cvx").absoluteString)
    }

    /// `‸` marks the place; its line and UTF-16 character.
    private static func place(_ marked: String) -> (text: String, line: Int, character: Int) {
        let parts = marked.components(separatedBy: "‸")
        let lines = parts[0].components(separatedBy: "\n")
        return (parts.joined(), lines.count - 1, lines.last?.utf16.count ?? 0)
    }

    /// Asks about one text after another.
    private final class Session {
        let client: LanguageClient
        let scratch: Scratch
        private var count = 0

        init(_ started: (LanguageClient, Scratch, uri: String)) { (client, scratch, _) = started }

        func ask(_ method: String, _ marked: String, _ more: [String: Any] = [:]) throws -> Any? {
            count += 1
            let uri = URL(fileURLWithPath: scratch.path + "/scripts/\(count).cvx").absoluteString
            let (text, line, character) = LanguageServerTests.place(marked)
            try client.open(uri, text)
            let answer = try client.ask(
                "textDocument/" + method, client.at(uri, line, character).merging(more) { $1 })
            if let error = answer["error"] as? [String: Any] { return error["message"] }
            return answer["result"]
        }
    }

    private func range(_ value: Any?) -> String {
        guard
            let range = (value as? [String: Any])?["range"] as? [String: [String: Int]] ?? value
                as? [String: [String: Int]],
            let start = range["start"], let end = range["end"]
        else { return "none" }
        return
            "\(start["line"] ?? -1):\(start["character"] ?? -1)-\(end["line"] ?? -1):\(end["character"] ?? -1)"
    }

    // MARK: Conversation

    @Test func introducesItselfAndLeaves() throws {
        let scratch = try Scratch()
        let client = try LanguageClient(folder: scratch.path)
        let early = try client.ask("textDocument/hover", [:])
        #expect((early["error"] as? [String: Any])?["code"] as? Int == -32_002)
        let answer = try client.ask("initialize", ["capabilities": [String: Any]()])
        let result = try #require(answer["result"] as? [String: Any])
        let capabilities = try #require(result["capabilities"] as? [String: Any])
        #expect(capabilities["hoverProvider"] as? Bool == true)
        #expect(capabilities["positionEncoding"] as? String == "utf-16")
        #expect((result["serverInfo"] as? [String: Any])?["name"] as? String == "cvx")
        let again = try client.ask("initialize", [:])
        #expect((again["error"] as? [String: Any])?["code"] as? Int == -32_600)
        #expect(try client.leave(politely: true) == 0)
        #expect(try LanguageClient.started(folder: scratch.path).leave(politely: false) == 1)
    }

    @Test func badMessages() throws {
        let client = try LanguageClient.started(folder: "/")
        func code(_ answer: [String: Any]) -> Int? { (answer["error"] as? [String: Any])?["code"] as? Int }
        #expect(code(try client.ask("textDocument/unheardOf", [:])) == -32_601)
        #expect(code(try client.ask("textDocument/hover", [:])) == -32_602)
        #expect(code(try client.ask("textDocument/hover", client.at("file:///none.cvx", 0, 0))) == -32_602)
        try client.sendRaw("Content-Length: 5\r\n\r\n{\"a\":")
        let broken = try client.next()
        #expect(code(broken) == -32_700 && broken["id"] is NSNull)
        try client.sendRaw("Content-Length: 999999999999\r\n\r\n")
        #expect(code(try client.next()) == -32_600)
        // What a message of that length would hold never comes; the editor has to start anew.
        let other = try LanguageClient.started(folder: "/")
        try other.sendRaw("Content-Length: many\r\n\r\n")
        #expect(code(try other.next()) == -32_600)
        try other.sendRaw("Content-Length: 2\r\n\r\n[]")
        #expect(code(try other.next()) == -32_600)
        try other.sendRaw("Content-Length: 17\r\n\r\n{\"id\": {}, \"a\":1}")
        try other.tell("$/cancelRequest", ["id": 1])
        try other.tell("textDocument/didChange", ["textDocument": ["uri": 5]])
        try other.tell("textDocument/didOpen", [:])
        #expect(code(try other.ask("x", [:])) == -32_601)
        #expect(try other.leave(politely: true) == 0)
    }

    // MARK: Diagnostics

    @Test func diagnosesAndForgets() throws {
        let (client, scratch, uri) = try start()
        defer { withExtendedLifetime(scratch) {} }
        try client.open(uri, "# 𝄞é\nlet x = 1\nfind leads where temperature = HTO\n")
        let found = try client.diagnostics(uri)
        #expect(found.map { $0["code"] as? String } == ["W802", "E203"])
        #expect(found.map { $0["severity"] as? Int } == [2, 1])
        #expect(found.map(range) == ["1:4-1:5", "2:31-2:34"])
        #expect((found[1]["message"] as? String)?.contains("did you mean HOT?") == true)
        try client.change(uri, "find leads where\n", version: 2)
        #expect(try client.diagnostics(uri).map { $0["code"] as? String } == ["E115"])
        try client.change(uri, "find leads\n", version: 3)
        #expect(try client.diagnostics(uri).isEmpty)
        try client.tell("textDocument/didClose", ["textDocument": ["uri": uri]])
        #expect(try client.diagnostics(uri).isEmpty)
    }

    /// Fields of the documented schemas are known where there is no workspace.
    @Test func withoutAWorkspace() throws {
        let client = try LanguageClient.started(folder: "/")
        for uri in ["untitled:1", "file:///nowhere/at/all.cvx"] {
            try client.open(uri, "find leads where score > 5 and ownr = \"x\"\n")
            #expect(try client.diagnostics(uri).map { $0["code"] as? String } == ["E201"])
        }
    }

    @Test func brokenStores() throws {
        let scratch = try Scratch()
        try scratch.write(
            "this is no database, but long enough to be looked at as one would be", to: "prisma/dev.db")
        let client = try LanguageClient.started(folder: "/")
        let uri = URL(fileURLWithPath: scratch.path + "/a.cvx").absoluteString
        try client.open(uri, "find leads\n")
        let found = try client.diagnostics(uri)
        #expect(found.map { $0["code"] as? String } == ["S703"])
        #expect(found.map { $0["severity"] as? Int } == [2])
    }

    // MARK: Requests

    @Test func completes() throws {
        let session = Session(try start())
        func labels(_ marked: String) throws -> [String] {
            let result = try session.ask("completion", marked) as? [String: Any]
            return (result?["items"] as? [[String: Any]] ?? []).compactMap { $0["label"] as? String }
        }
        #expect(try labels("find leads where temp‸").contains("temperature_tag"))
        #expect(try labels("# é𝄞\nfind leads where temperature = W‸ and score > 5") == ["WARM"])
        #expect(try labels("let hot = find leads\nfor l in $hot { print $‸ }") == ["$hot", "$l", "$_"])
        #expect(try labels("print 1\nfind le‸").contains("leads"))
        #expect(try labels("fi‸") == ["find"])
        #expect(try labels("find leads | to ‸").contains("md"))
        #expect(try labels("print \"fi‸\"") == [])
        let typed = "let hot = find leads\nfor lead in $hot {\n  "
        #expect(try labels(typed + "print $lead.owner‸ }").contains("owner_name"))
        #expect(try labels(typed + "print \"${lead.temp‸}\" }").contains("temperature"))
        #expect(try labels("let hot = find leads select a: score, b: city\n$hot | select ‸") == ["a", "b"])
        let result = try session.ask("completion", "find leads where 𝄞 and sc‸ore > 1") as? [String: Any]
        let items = result?["items"] as? [[String: Any]] ?? []
        #expect(items.first.map { range($0["textEdit"]) } == "0:24-0:29")
    }

    @Test func hovers() throws {
        let session = Session(try start())
        func hover(_ marked: String) throws -> String {
            let result = try session.ask("hover", marked) as? [String: Any]
            return (result?["contents"] as? [String: Any])?["value"] as? String ?? ""
        }
        let field = try hover("find leads where sco‸re > 5")
        #expect(field.contains("leads.score") && field.contains("a whole number"), "\(field)")
        let source = try hover("find leads where own‸er_name = \"x\"")
        #expect(source.contains("from prisma.Lead.ownerName, leadflow.leads.owner_name"), "\(source)")
        #expect(try hover("find leads where organization.na‸me = \"x\"").contains("organizations.name"))
        #expect(try hover("find leads where temperature = HO‸T").contains("WARM, HOT"))
        #expect(try hover("find le‸ads").contains("prisma.Lead"))
        #expect(try hover("fi‸nd leads").contains("find one"))
        #expect(try hover("describ‸e leads").contains("describe prisma.leads"))
        #expect(try hover("print lo‸wer(\"A\")").contains("small letters"))
        let variable = try hover("# The best.\nlet hot = find leads\nprint $h‸ot")
        #expect(variable.contains("let hot = find leads") && variable.contains("The best."), "\(variable)")
        #expect(variable.contains("a list of leads"), "\(variable)")
        #expect(
            try hover("for l in (find calls) { print $‸l.outcome }\nfind leads where").contains(
                "a row of calls"))
        #expect(try hover("let hot = find leads\nfor l in $hot { print $l.sco‸re }").contains("leads.score"))
        #expect(try hover("def f(a: int) {\n return $a\n}\nprint f‸(1)").contains("def f(a: int)"))
        #expect(try hover("print ‸1") == "")
    }

    @Test func goesToDefinitions() throws {
        let session = Session(try start())
        #expect(range(try session.ask("definition", "let hot = 1\nprint \"é𝄞 ${h‸ot}\"")) == "0:4-0:7")
        #expect(range(try session.ask("definition", "print f(‸1)\ndef f(a: int) = $a")) == "none")
        #expect(range(try session.ask("definition", "print ‸f(1)\ndef f(a: int) = $a")) == "1:4-1:5")
        #expect(range(try session.ask("definition", "find leads where sc‸ore > 1")) == "none")
    }

    @Test func goesIntoUsedFiles() throws {
        let (client, scratch, uri) = try start()
        try scratch.write("use \"../lib/b.cvx\"\n", to: "scripts/lib.cvx")
        try scratch.write("\ndef twice(a: int) = $a * 2\nuse \"b.cvx\"\n", to: "lib/b.cvx")
        try client.open(uri, "use \"lib.cvx\"\nprint twice(1)\n")
        func definition(_ line: Int, _ character: Int) throws -> String {
            let result = try client.ask("textDocument/definition", client.at(uri, line, character))["result"]
            let address = (result as? [String: Any])?["uri"] as? String ?? ""
            return "\(URL(fileURLWithPath: address).lastPathComponent) \(range(result))"
        }
        #expect(try definition(0, 7) == "lib.cvx 0:0-0:0")
        #expect(try definition(1, 8) == "b.cvx 1:4-1:9")
        let answer = try client.ask(
            "textDocument/rename", client.at(uri, 1, 8).merging(["newName": "double"]) { $1 })
        let changes = (answer["result"] as? [String: Any])?["changes"] as? [String: [[String: Any]]] ?? [:]
        #expect(
            changes.mapValues { $0.map(range) }.values.sorted { $0[0] < $1[0] } == [
                ["1:4-1:9"], ["1:6-1:11"],
            ])
        #expect(changes.count == 2)
        withExtendedLifetime(scratch) {}
    }

    @Test func renames() throws {
        let session = Session(try start())
        func edits(_ marked: String, _ name: String) throws -> [String] {
            let result = try session.ask("rename", marked, ["newName": name])
            if let message = result as? String { return [message] }
            let changes = (result as? [String: Any])?["changes"] as? [String: [[String: Any]]] ?? [:]
            return changes.values.flatMap { $0.map { range($0) + " " + ($0["newText"] as? String ?? "") } }
        }
        #expect(
            try edits("let h = 1\nprint $‸h, \"é𝄞${h}\"\n$h = 2", "warm")
                == ["0:4-0:5 warm", "1:7-1:8 warm", "1:16-1:17 warm", "2:1-2:2 warm"])
        #expect(
            try edits("def ‸f(a: int) = $a\nprint f(f(1))", "g") == ["0:4-0:5 g", "1:6-1:7 g", "1:8-1:9 g"])
        #expect(try edits("let ‸a = 1\nlet b = 2", "b") == ["there is a variable `b` already"])
        #expect(try edits("let ‸a = 1", "where")[0].hasPrefix("`where` is not a name"))
        #expect(
            try edits("find leads where ‸score > 1", "x")[0].hasPrefix("there is no variable or function"))
        let prepared = try session.ask("prepareRename", "let hot = 1\nprint $h‸ot") as? [String: Any]
        #expect(range(prepared) == "1:7-1:10" && prepared?["placeholder"] as? String == "hot")
        #expect(try session.ask("prepareRename", "find le‸ads") is NSNull)
    }

    @Test func formats() throws {
        let session = Session(try start())
        let edits = try session.ask("formatting", "‸find  leads where a==1\nundo\n") as? [[String: Any]]
        #expect(
            edits?.map { range($0) + "|" + ($0["newText"] as? String ?? "") } == ["0:5-0:21|leads where a = "]
        )
        #expect((try session.ask("formatting", "‸undo\n") as? [Any])?.isEmpty == true)
        #expect(try session.ask("formatting", "‸print (\n") is NSNull)
    }

    @Test func outlines() throws {
        let session = Session(try start())
        let text = """
            ‸params { n: int, out: text = "x" }
            let hot = find leads
            view v = $hot
            def f(a: int) -> int {
              let inner = $a
              return $inner
            }
            if true { let deep = 1 }
            let
            """
        func outline(_ value: Any?) -> String {
            (value as? [[String: Any]] ?? []).map { symbol in
                let children = outline(symbol["children"])
                return "\(symbol["name"] ?? "")" + (children.isEmpty ? "" : "(\(children))")
            }.joined(separator: " ")
        }
        #expect(outline(try session.ask("documentSymbol", text)) == "params(n out) hot v f(inner) deep")
    }
}
