import CvxTestSupport
import Foundation
import Testing

/// Start-up files: the shell's alone, and never a reason for it not to open.
@Suite(.serialized) struct StartupTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
    }

    private func shell() throws -> PseudoTerminal {
        try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
    }

    @Test func bothRunBeforeTheFirstPromptTheUsersFirst() throws {
        try scratch.write("let base = 80\nprint \"hello from init\"\n", to: ".config/cvx/init.cvx")
        try scratch.write("view best = find leads where score > $base\nlet answer = 42\n", to: ".cvxrc")
        let terminal = try shell()
        try terminal.expect("hello from init")
        try terminal.expect("> ")
        terminal.send("$best | count\r")
        try terminal.expect("2\r\n")
        terminal.send("$answer\r")
        try terminal.expect("42\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func errorsAreShownAndTheShellOpens() throws {
        try scratch.write("let a = 1\nfail \"no\"\nprint \"unreached\"\n", to: ".config/cvx/init.cvx")
        try scratch.write("let = \n", to: ".cvxrc")
        let terminal = try shell()
        try terminal.expect("error[R511]: no")
        try terminal.expect("init.cvx:2:1")
        try terminal.expect(".cvxrc:1:")
        try terminal.expect("> ")
        terminal.send("count leads\r")
        let output = try terminal.expect("7\r\n")
        #expect(!output.contains("unreached"))
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func exitEndsTheFileOnly() throws {
        try scratch.write("exit 3\n", to: ".config/cvx/init.cvx")
        let terminal = try shell()
        try terminal.expect("> ")
        terminal.send("count leads\r")
        try terminal.expect("7\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test(arguments: [
        "delete all leads", "find leads | save \"x.csv\"", "let x = (delete all leads)", "print 1",
        "def f() { delete all leads }", "let x = sql \"select 1\"", "exit 1", "use \"other.cvx\"",
        "if true { let a = 1 }",
    ])
    func aWorkspacesFileOnlyDeclares(_ text: String) throws {
        try scratch.write("let a = 1\n\(text)\n", to: ".cvxrc")
        let terminal = try shell()
        try terminal.expect("error[P620]: a workspace's start-up file only declares")
        try terminal.expect("> ")
        // Nothing of the file holds.
        terminal.send("$a\r")
        try terminal.expect("E202")
        terminal.send("count leads\r")
        try terminal.expect("7\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func whatEverybodyMayWriteIsNotRun() throws {
        try scratch.write("print \"mine\"\n", to: ".config/cvx/init.cvx")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o666], ofItemAtPath: scratch.path + "/.config/cvx/init.cvx")
        let terminal = try shell()
        let output = try terminal.expect("> ")
        #expect(output.contains("W806") && !output.contains("mine"), "\(output)")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func scriptsDoNotSeeThem() throws {
        try scratch.write("print \"hello\"\n", to: ".config/cvx/init.cvx")
        try scratch.write("let a = 1\n", to: ".cvxrc")
        let runner = CommandRunner(folder: scratch.path)
        #expect(try runner.run("-c", "count leads").output == "7\n")
        #expect(try runner.run("-c", "$a").status == 2)
        #expect(try runner.run(input: "count leads\n").output == "7\n")
    }
}
