import Testing

@testable import CvxLanguage

@Suite struct DurationTextTests {
    @Test(
        arguments: [
            ("1s", 1_000), ("0.2s", 200), ("5min", 300_000), ("5 min", 300_000), ("1.5h", 5_400_000),
            ("7 days", 604_800_000), ("3w", 1_814_400_000), ("2mo", 5_184_000_000), ("1y", 31_536_000_000),
        ] as [(String, Int64)])
    func readsWhatTheLanguageWrites(_ text: String, _ milliseconds: Int64) throws {
        #expect(try DurationLiteral.read(text).get().nominalMilliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "5", "min", "5 parsecs", "-5min", "5min ago", "5min 3s", "1.2.3s", "5min\u{0}", "5xyz",
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(throws: Diagnostic.self) { try DurationLiteral.read(text).get() }
    }

    @Test func namesBothReadingsOfM() {
        guard case .failure(let fault) = DurationLiteral.read("5m") else {
            Issue.record("5m was read")
            return
        }
        #expect(fault.code == .ambiguousDuration && fault.help == "write `5min` or `5mo`")
    }
}
