import CvxLanguage

/// Reads a file of script tests line by line.
struct ScriptTestReader {
    private enum Part { case settings, script, arguments, file, output, errors }

    private let source: SourceText
    var file = ScriptTestFile(settings: ScriptTestSettings(), tests: [])
    var faults: [Diagnostic] = []
    private var part = Part.settings
    private var seen: Set<String> = []

    init(_ source: SourceText) { self.source = source }

    mutating func run() {
        file.heads = [[]]
        let text = String(decoding: source.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        for (number, line) in lines.enumerated() { read(line, number + 1) }
        if file.tests.isEmpty, faults.isEmpty {
            fault("there is no test here", 1, help: "a test begins with a line `==== title`")
        }
        for index in file.tests.indices { Self.trim(&file.tests[index]) }
    }

    private mutating func fault(_ message: String, _ line: Int, help: String) {
        faults.append(Diagnostic(.badTestFile, message, at: source.lineSpan(line), help: help))
    }

    private mutating func read(_ line: Substring, _ number: Int) {
        if line.hasPrefix("====") { return begin(line, number) }
        guard let last = file.tests.indices.last else {
            file.heads[0].append(line)
            return readSetting(line, number)
        }
        if line.hasPrefix("----") { readMark(line, number) } else { readText(line, last) }
        switch part {
        case .output, .errors: file.records[last].append(line)
        default: file.heads[last + 1].append(line)
        }
    }

    private mutating func begin(_ line: Substring, _ number: Int) {
        let title = line.dropFirst(4)
        if !title.hasPrefix(" ") || title.allSatisfy(\.isWhitespace) {
            fault("this test has no title", number, help: "write `==== title`")
        }
        file.tests.append(ScriptTest(title: title.drop(while: \.isWhitespace).description, line: number))
        file.heads.append([line])
        file.records.append([])
        part = .script
    }

    private mutating func readMark(_ line: Substring, _ number: Int) {
        let last = file.tests.count - 1
        let words = line.dropFirst(4).split(separator: " ")
        switch words.first {
        case nil:
            part = .output
            guard file.tests[last].output == nil else {
                return fault("this test has its output twice", number, help: "keep one `----`")
            }
            file.tests[last].output = ""
        case "errors":
            part = .errors
            guard words.count == 2, let status = Int32(words[1]), (0...255).contains(status) else {
                return fault("this is no exit code", number, help: "write `---- errors 2`")
            }
            file.tests[last].status = status
            file.tests[last].output = file.tests[last].output ?? ""
        case "arguments" where part != .output && part != .errors:
            part = .arguments
            file.tests[last].arguments += words.dropFirst().map(String.init)
        case "file" where words.count == 2 && part != .output && part != .errors:
            part = .file
            let name = String(words[1])
            guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
                return fault(
                    "`\(name)` would lie outside the test's folder", number, help: "name it from there")
            }
            file.tests[last].files.append((name, ""))
        case .some:
            fault(
                "this is no part of a test", number,
                help: "before `----`: `---- arguments …`, `---- file NAME`; after it: `---- errors STATUS`")
        }
    }

    private mutating func readText(_ line: Substring, _ test: Int) {
        let text = ScriptTestFile.unescaped(line) + "\n"
        switch part {
        case .settings: break
        case .script: file.tests[test].script += text
        case .arguments:
            // One on a line of its own may hold spaces.
            if text != "\n" { file.tests[test].arguments.append(String(text.dropLast())) }
        case .file: file.tests[test].files[file.tests[test].files.count - 1].text += text
        case .output: file.tests[test].output = (file.tests[test].output ?? "") + text
        case .errors: if text != "\n" { file.tests[test].errors.append(String(text.dropLast())) }
        }
    }

    /// Blank lines before the next test belong to nobody.
    private static func trim(_ test: inout ScriptTest) {
        test.output = test.output.map(Self.trimmed)
    }

    static func trimmed(_ text: String) -> String {
        var text = text
        while text.hasSuffix("\n\n") || text == "\n" { text.removeLast() }
        return text
    }

    // MARK: Settings

    private static let names = ["workspace", "sql", "time zone"]

    private mutating func readSetting(_ line: Substring, _ number: Int) {
        let text = line.drop(while: \.isWhitespace)
        guard let first = text.first, first != "#" else { return }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map { Self.words($0).joined(separator: " ") } ?? ""
        guard parts.count == 2, Self.names.contains(name) else {
            let meant = Spelling.closest(to: name, in: Self.names).map { "did you mean `\($0):`?" }
            return fault(
                "`\(name)` is no setting of a test file", number,
                help: meant ?? "workspace, sql, time zone; a test begins with `==== title`")
        }
        let value = Self.words(parts[1]).joined(separator: " ")
        guard seen.insert(name).inserted else {
            return fault("`\(name)` is there twice", number, help: "keep one of them")
        }
        guard !value.isEmpty else {
            return fault("`\(name)` says nothing", number, help: "write it behind the `:`")
        }
        switch name {
        case "sql": file.settings.sql = value
        case "time zone": file.settings.timeZone = value
        default: readWorkspace(value, number)
        }
    }

    private static func words(_ text: Substring) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    private mutating func readWorkspace(_ value: String, _ number: Int) {
        let words = Self.words(value[...])
        switch words.first {
        case "empty" where words.count == 1: file.settings.workspace = .empty
        case "none" where words.count == 1: file.settings.workspace = ScriptTestSettings.Workspace.none
        case "copy" where words.count > 1:
            file.settings.workspace = .copy(words.dropFirst().joined(separator: " "))
        case "sample":
            let seed = words.count == 4 && words[2] == "seed" ? UInt64(words[3]) : words.count == 2 ? 0 : nil
            guard words.count > 1, let leads = Int(words[1]), (1...100_000).contains(leads), let seed else {
                fallthrough
            }
            file.settings.workspace = .sample(leads: leads, seed: seed)
        default:
            fault(
                "`\(value)` is no workspace", number,
                help: "`empty`, `none`, `sample 300`, `sample 300 seed 7` or `copy FOLDER`")
        }
    }
}
