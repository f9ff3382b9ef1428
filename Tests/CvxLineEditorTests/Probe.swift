import CvxTestSupport
import Foundation

/// A home folder of its own, and the probe run in it.
final class Probe {
    let home: String

    init() throws {
        home = NSTemporaryDirectory() + "cvx-editor-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// Starts the shell and waits for its first prompt.
    func start(_ environment: [String: String] = [:], columns: UInt16 = 80, rows: UInt16 = 24) throws
        -> PseudoTerminal
    {
        var all = ["HOME": home, "TERM": "xterm", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        all.merge(environment) { $1 }
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/LineEditorProbe", environment: all, columns: columns, rows: rows)
        try terminal.expect("probe> ")
        return terminal
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: home + "/" + name, atomically: true, encoding: .utf8)
    }

    var historyPath: String { home + "/.local/state/cvx/history.jsonl" }
}

enum Keys {
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let left = "\u{1B}[D"
    static let backspace = "\u{7F}"
    static let escape = "\u{1B}"

    static func control(_ letter: Character) -> String {
        String(UnicodeScalar((letter.asciiValue ?? 64) & 0x1F))
    }
}
