import CvxTestSupport
import Foundation
import Testing

/// `cvx.toml` of the workspace and the user, variables and options, as a whole process takes them.
@Suite struct SettingsFileTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
    }

    /// Whose clock it is: 2 in UTC, 3 in Oslo, 11 in Tokyo, 19 in Phoenix, 16 in Honolulu.
    private let hour = "print hour(2025-01-01T02:00Z)"

    @Test func theNearestWordCounts() throws {
        var runner = CommandRunner(folder: scratch.path)
        #expect(try runner.run("-c", hour).output == "2\n")
        try scratch.write("[session]\ntime_zone = \"Europe/Oslo\"\n", to: ".config/cvx/cvx.toml")
        #expect(try runner.run("-c", hour).output == "3\n")
        try scratch.write("[session]\ntime_zone = \"Asia/Tokyo\"\n", to: "xdg/cvx/cvx.toml")
        runner.environment["XDG_CONFIG_HOME"] = scratch.path + "/xdg"
        #expect(try runner.run("-c", hour).output == "11\n")
        try scratch.write("[session]\ntime_zone = \"America/Phoenix\"\n", to: "cvx.toml")
        #expect(try runner.run("-c", hour).output == "19\n")
        runner.environment["CVX_TIME_ZONE"] = "Pacific/Honolulu"
        #expect(try runner.run("-c", hour).output == "16\n")
        #expect(try runner.run("--time-zone", "UTC", "-c", hour).output == "2\n")
    }

    @Test func storesLieWhereTheSettingsSay() throws {
        let runner = CommandRunner(folder: scratch.path)
        try FileManager.default.moveItem(
            atPath: scratch.path + "/data/leadflow.db", toPath: scratch.path + "/old.db")
        #expect(try runner.run("-c", "count leadflow.leads").status == 2)
        try scratch.write("[stores]\nleadflow = \"old.db\"\n", to: "cvx.toml")
        #expect(try runner.run("-c", "count leadflow.leads").output == "4\n")
        // From a folder below, the path still counts from the workspace.
        try scratch.write("", to: "below/x")
        #expect(
            try CommandRunner(folder: scratch.path + "/below").run("-c", "count leadflow.leads").output
                == "4\n")
        #expect(
            try runner.run("--leadflow", "nowhere.db", "-c", "count leadflow.leads").status == 2)
    }

    @Test func faultsAreShownAndNothingRuns() throws {
        try scratch.write("[session]\nmax_rows = \"40\"\n\n[store]\nprisma = \"x\"\n", to: "cvx.toml")
        let runner = CommandRunner(folder: scratch.path)
        let result = try runner.run("-c", "print 1")
        #expect(result.status == 2 && result.output == "")
        #expect(
            result.errors == """
                error[S716]: `max_rows` is a whole number, not text
                 --> \(scratch.path)/cvx.toml:2:12
                2 | max_rows = "40"
                  |            ^^^^
                error[S715]: there is no section `store`
                 --> \(scratch.path)/cvx.toml:4:2
                4 | [store]
                  |  ^^^^^ did you mean stores?  there are stores, session, providers, transports, compliance, journal, rights

                """)
        let json = try runner.run("--errors", "json", "-c", "print 1")
        #expect(json.status == 2 && json.errors.hasPrefix("{\"code\":\"S716\",\"severity\":\"error\""))
        #expect(json.errors.contains("\"line\":2,\"column\":12"))
        #expect(try runner.run("explain", "S716").output.contains("timeout = \"15s\""))
    }

    @Test func initWritesSettingsAndDoctorNamesThem() throws {
        let fresh = try Scratch()
        let runner = CommandRunner(folder: fresh.path)
        #expect(try runner.run("init", "w").status == 0)
        let text = try String(contentsOfFile: fresh.path + "/w/cvx.toml", encoding: .utf8)
        #expect(text.contains("# time_zone = \"America/Phoenix\""))
        let report = try runner.run("doctor", "-w", "w", "-f", "csv")
        #expect(report.output.contains("workspace,\(fresh.path)/w/cvx.toml,in use"))
        #expect(report.output.contains("user,\(fresh.path)/.config/cvx/cvx.toml,not there"))
        // Settings that were there before the workspace are somebody's own.
        try fresh.write("[session]\nactor = \"ana\"\n", to: "v/cvx.toml")
        #expect(try runner.run("init", "v").status == 0)
        #expect(
            try String(contentsOfFile: fresh.path + "/v/cvx.toml", encoding: .utf8)
                == "[session]\nactor = \"ana\"\n")
    }

    @Test(arguments: [("--lock-timeout", "5m"), ("--lock-timeout", "0s"), ("--lock-timeout", "soon")])
    func lengthsAreWrittenAsInTheLanguage(_ option: String, _ value: String) throws {
        let result = try CommandRunner(folder: scratch.path).run(option, value, "-c", "print 1")
        #expect(result.status == 2 && result.output == "")
    }
}
