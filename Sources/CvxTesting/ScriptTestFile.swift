package import CvxLanguage

/// A file of script tests.
///
/// ```
/// workspace: sample 300 seed 7
/// time zone: America/Phoenix
///
/// ==== the best lead
/// find leads sort by score desc limit 1 | select score
/// ----
/// score
/// 100
///
/// ==== a typing error
/// fnd leads
/// ----
/// ---- errors 2
/// error[E204]: there is no verb `fnd`
/// ```
///
/// Settings stand before the first test. In a test a line that begins with `----` begins a part: `---- arguments`,
/// `---- file NAME`, `----` (what is written to standard output), `---- errors STATUS`. Where such a line, or one that
/// begins with `====`, belongs to the text, `\` stands before it.
package struct ScriptTestFile: Sendable {
    package var settings: ScriptTestSettings
    package var tests: [ScriptTest]
    /// The lines before the first test, and of each test those before what is recorded.
    var heads: [[Substring]] = []
    /// The lines of each test that are recorded, as they stand in the file.
    var records: [[Substring]] = []

    /// Faults where the text is no such file; then there is no file to speak of.
    package static func read(_ source: SourceText) -> (file: ScriptTestFile, faults: [Diagnostic]) {
        var reader = ScriptTestReader(source)
        reader.run()
        return (reader.file, reader.faults)
    }

    /// Puts a `\` before what would read as a mark.
    static func escaped(_ line: Substring) -> String {
        line.hasPrefix("====") || line.hasPrefix("----") || line.hasPrefix("\\") ? "\\" + line : String(line)
    }

    static func unescaped(_ line: Substring) -> Substring {
        line.hasPrefix("\\====") || line.hasPrefix("\\----") || line.hasPrefix("\\\\")
            ? line.dropFirst() : line
    }
}

/// On what the tests of a file run.
package struct ScriptTestSettings: Sendable {
    package enum Workspace: Sendable, Equatable {
        /// The documented schemas without rows.
        case empty
        /// No stores at all.
        case none
        case sample(leads: Int, seed: UInt64)
        /// A folder that is copied.
        case copy(String)
    }

    package var workspace: Workspace?
    /// A file of SQL that is run on the stores.
    package var sql: String?
    package var timeZone: String?
    package init() {}
}
