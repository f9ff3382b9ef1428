import ArgumentParser
import CvxRender
import Testing

@testable import cvx

/// What words of the command line come to, before anything runs.
@Suite struct RunOptionTests {
    private func launch(_ words: String...) throws -> Launch { try Run.launch(words) }

    private func parameters(_ words: String...) throws -> [String] {
        try Run.launch(words).options.run.parameters.map { "\($0.name)=\($0.value)" }
    }

    @Test func everyOptionArrives() throws {
        let launch = try launch(
            "-w", "dir", "--yes", "-n", "--no-input", "--as", "ana", "--because", "county list", "--lock",
            "nightly", "--timeout", "5min", "--lock-timeout", "1s", "--param", "a=b=c", "s.cvx")
        #expect(launch.file == "s.cvx" && launch.options.workspace == "dir")
        let run = launch.options.run
        #expect(run.assumesYes && run.isDryRun && run.refusesInput && !run.wantsHelp)
        #expect(run.actor == "ana" && run.reason == "county list" && run.lockName == "nightly")
        #expect(run.timeout == 300_000 && launch.options.lockTimeout == 1_000)
        #expect(run.parameters.map(\.name) == ["a"] && run.parameters.map(\.value) == ["b=c"])
    }

    @Test func aScriptHasOptionsOfItsOwn() throws {
        #expect(
            try parameters("nightly.cvx", "--min-score", "85", "--out=hot.csv")
                == ["min_score=85", "out=hot.csv"])
        #expect(try parameters("s.cvx", "--force") == ["force=true"])
        #expect(try parameters("s.cvx", "--force", "--min", "-5") == ["force=true", "min=-5"])
        #expect(try parameters("s.cvx", "--text=", "--other", "") == ["text=", "other="])
        #expect(try parameters("--param", "a=1", "s.cvx", "--b", "2") == ["a=1", "b=2"])
        #expect(try parameters("-", "--name", "José") == ["name=José"])
    }

    @Test func theProgramsOptionsHoldBehindAScriptToo() throws {
        let launch = try launch("s.cvx", "--force", "-f", "json", "--min", "3", "--yes", "-w", "dir")
        #expect(launch.file == "s.cvx" && launch.options.format == .json && launch.options.run.assumesYes)
        #expect(launch.options.workspace == "dir")
        #expect(launch.options.run.parameters.map(\.value) == ["true", "3"])
    }

    @Test func helpBehindAScriptIsTheScripts() throws {
        #expect(try launch("s.cvx", "--help").options.run.wantsHelp)
        #expect(try launch("-w", "dir", "s.cvx", "--min", "3", "-h").options.run.wantsHelp)
        #expect(throws: (any Error).self) { try launch("-w", "dir", "--help") }
        #expect(throws: (any Error).self) { try launch("--help") }
    }

    @Test(arguments: [
        ["s.cvx", "extra"], ["--bogus", "s.cvx"], ["--bogus"], ["--param", "a", "s.cvx"],
        ["--param", "=b", "s.cvx"], ["s.cvx", "--a", "1", "--a", "2"],
        ["--param", "a_b=1", "s.cvx", "--a-b", "2"],
        ["-c", "print 1", "s.cvx"], ["--as", " ", "-c", "print 1"], ["--timeout", "5m", "-c", "print 1"],
        ["--timeout", "0s", "-c", "print 1"], ["s.cvx", "-x"], ["s.cvx", "--"],
    ])
    func refuses(_ words: [String]) {
        #expect(throws: (any Error).self) { try Run.launch(words) }
    }

    @Test func whatWasMeantIsNamed() {
        do {
            _ = try launch("--formt", "json", "-c", "print 1")
            Issue.record("--formt was taken")
        } catch {
            #expect(Run.fullMessage(for: error).contains("Did you mean '--format'?"))
        }
    }
}
