import CvxCommands
import CvxLanguage
import CvxTestSupport
import Foundation
import Testing

/// The manual page, the completions, and `scripts/install`.
@Suite struct InstallationTests {
    static func has(_ program: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program)
    }

    /// Both streams together.
    private func run(
        _ program: String, _ arguments: [String], in folder: String, _ more: [String: String] = [:]
    ) throws
        -> (status: Int32, text: String)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = [
            "PATH": PseudoTerminal.products + ":/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8",
        ].merging(more) { $1 }
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private static let tools = [
        "init", "check", "fmt", "test", "lsp", "explain", "doctor", "commands", "completions", "man",
    ]

    @Test func manualSaysEverything() throws {
        let scratch = try Scratch()
        let page = try CommandRunner(folder: scratch.path).run("man").output
        #expect(page.hasPrefix(".TH \"CVX\" \"1\""))
        for tool in Self.tools { #expect(page.contains(".SS \"cvx \(tool)"), "\(tool)") }
        for option in [
            "\\-w, \\-\\-workspace", "\\-c, \\-\\-command", "\\-\\-version", "\\-\\-check", "\\-\\-update",
        ] {
            #expect(page.contains("\\fB\(option)"), "\(option)")
        }
        for verb in VerbTable.verbs where verb.run != nil {
            #expect(page.contains("\n\\fB\(verb.shape.name)\\fR\n"), "\(verb.shape.name)")
        }
        for code in ["0", "1", "2", "3", "75", "130"] { #expect(page.contains("\n\\fB\(code)\\fR\n")) }
        #expect(page.utf8.allSatisfy { $0 < 0x80 })
        // Every line that begins with a dot is a macro of ours.
        let macros = Set(
            page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix { $0 != " " } })
        #expect(
            macros.isSubset(of: [
                ".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR", ".br", ".nf", ".fi", ".RS", ".RE",
            ]))
    }

    @Test(.enabled(if: has("groff")))
    func manualIsGoodTroff() throws {
        let scratch = try Scratch()
        try scratch.write(try CommandRunner(folder: scratch.path).run("man").output, to: "cvx.1")
        let (status, text) = try run(
            "/bin/sh", ["-c", "groff -man -Tutf8 -ww cvx.1 2>&1 >/dev/null"], in: scratch.path)
        #expect(status == 0 && text == "", "\(text)")
    }

    /// What a shell offers for each line.
    private static let lines = [
        ("cvx fm", "fmt"), ("cvx completions z", "zsh"), ("cvx explain E20", "E203"),
        ("cvx -f ver", "vertical"),
        ("cvx -c describ", "describe"), ("cvx fmt a", "a.cvx"), ("cvx test b", "b.cvxt"),
        ("cvx --dry", "--dry-run"),
        ("cvx fmt --ch", "--check"),
    ]

    private func folder() throws -> Scratch {
        let scratch = try Scratch()
        for shell in ["bash", "zsh", "fish"] {
            let result = try CommandRunner(folder: scratch.path).run("completions", shell)
            #expect(result.status == 0 && result.output.contains("fmt"), "\(result.errors)")
            try scratch.write(result.output, to: "cvx." + shell)
        }
        try scratch.write("", to: "a.cvx")
        try scratch.write("", to: "b.cvxt")
        return scratch
    }

    @Test func bashCompletes() throws {
        let scratch = try folder()
        for (line, expected) in Self.lines {
            try scratch.write(
                """
                source ./cvx.bash
                COMP_WORDS=(\(line))
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _cvx cvx "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                complete -p cvx
                """, to: "ask.bash")
            let (status, text) = try run("/bin/bash", ["ask.bash"], in: scratch.path)
            let offered = text.split(separator: "\n").map(String.init)
            #expect(status == 0 && offered.contains(expected), "\(line): \(text)")
            // A script is named where a tool may be: bash falls back on files.
            #expect(offered.last?.contains("-o default") == true, "\(text)")
        }
    }

    @Test(.enabled(if: has("fish")))
    func fishCompletes() throws {
        let scratch = try folder()
        for (line, expected) in Self.lines {
            let (status, text) = try run(
                "/usr/bin/fish", ["-c", "source cvx.fish; complete -C '\(line)'"], in: scratch.path)
            let offered = text.split(separator: "\n").map { $0.prefix { $0 != "\t" }.description }
            #expect(status == 0 && offered.contains(expected), "\(line): \(text)")
        }
    }

    @Test(.enabled(if: has("zsh")))
    func zshCompletes() throws {
        let scratch = try folder()
        let (status, text) = try run("/usr/bin/zsh", ["-n", "cvx.zsh"], in: scratch.path)
        #expect(status == 0 && text == "", "\(text)")
        let script = try String(contentsOfFile: scratch.path + "/cvx.zsh", encoding: .utf8)
        #expect(script.contains("_files -g '*.cvx' && ret=0"))
    }

    @Test func installsAndTakesAway() throws {
        let scratch = try Scratch()
        let script =
            URL(fileURLWithPath: ExampleTests.folder).deletingLastPathComponent().path + "/scripts/install"
        let program = PseudoTerminal.products + "/cvx"
        let environment = ["DESTDIR": scratch.path + "/root"]
        let (status, said) = try run(script, ["--binary", program, "/opt/x"], in: scratch.path, environment)
        #expect(status == 0, "\(said)")
        let files = [
            "bin/cvx", "share/man/man1/cvx.1", "share/bash-completion/completions/cvx",
            "share/zsh/site-functions/_cvx", "share/fish/vendor_completions.d/cvx.fish",
        ].map { scratch.path + "/root/opt/x/" + $0 }
        for file in files { #expect(FileManager.default.fileExists(atPath: file), "\(file)") }
        #expect(try run(files[0], ["--version"], in: scratch.path).text.hasPrefix("0."))
        #expect(try run(script, ["--uninstall", "/opt/x"], in: scratch.path, environment).status == 0)
        for file in files { #expect(!FileManager.default.fileExists(atPath: file), "\(file)") }
        let again = try run(script, ["--uninstall", "/opt/x"], in: scratch.path, environment)
        #expect(again.status == 0 && again.text.contains("not installed"))
        #expect(try run(script, ["--binary", "none", "/opt/x"], in: scratch.path, environment).status == 1)
        #expect(try run(script, ["opt"], in: scratch.path, environment).status == 2)
        #expect(try run(script, ["--wrong"], in: scratch.path, environment).status == 2)
    }
}
