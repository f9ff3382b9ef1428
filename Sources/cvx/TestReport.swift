import CvxRender
import CvxTesting
import Glibc

/// What `cvx test` says: of each test that did not pass what was expected (-) and what came (+), then how many passed.
struct TestReport {
    var style: Style
    private(set) var passed = 0
    private(set) var failed = 0
    private let output = FileDescriptorOutput(STDOUT_FILENO)

    init(style: Style) { self.style = style }

    mutating func count(_ outcome: ScriptTestOutcome) {
        if outcome.hasPassed { passed += 1 } else { failed += 1 }
    }

    func say(_ text: String) throws { try output.write(text + "\n") }

    func close() throws { try say("\(passed) passed, \(failed) failed") }

    func write(_ file: String, _ test: ScriptTest, _ outcome: ScriptTestOutcome) throws {
        guard !outcome.hasPassed else { return }
        try say(style.bold("\(file):\(test.line): \(Escaping.visible(test.title))"))
        for fault in outcome.faults { try write(fault, outcome) }
        try say("")
    }

    private func write(_ fault: ScriptTestOutcome.Fault, _ outcome: ScriptTestOutcome) throws {
        switch fault {
        case .unrecorded: try say("  nothing is recorded yet; cvx test --update records what it writes")
        case .output(let lines):
            try say("  what it writes, - expected, + found:")
            for line in LineDifference.shortened(lines) { try say("  " + text(line)) }
        case .status(let expected, let found):
            try say("  it ends with \(found), not with \(expected)")
            if outcome.faults.count == 1, !outcome.errors.isEmpty { try writeErrors(outcome) }
        case .missingError(let line):
            try say("  this line is not on standard error:")
            try say("  " + style.red("-" + Escaping.visible(line)))
            try writeErrors(outcome)
        case .unexpectedErrors: try writeErrors(outcome)
        case .timeout: try say("  it took too long and was ended; --timeout gives it longer")
        case .tooMuchOutput: try say("  it wrote more than 16 MB and was ended")
        }
    }

    private func writeErrors(_ outcome: ScriptTestOutcome) throws {
        try say("  on standard error:")
        for line in outcome.errors.split(separator: "\n") {
            try say("  " + style.cyan("+" + Escaping.visible(String(line))))
        }
    }

    private func text(_ line: LineDifference) -> String {
        switch line {
        case .same(let text): " " + Escaping.visible(text)
        case .expected(let text): style.red("-" + Escaping.visible(text))
        case .found(let text): style.cyan("+" + Escaping.visible(text))
        case .omitted(let count): style.dim(" … \(count) the same")
        }
    }
}
