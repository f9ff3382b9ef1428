import CvxTestSupport
import Foundation
import Testing

/// What `costs` says of money that is promised, uncertain, or not yet where it belongs.
@Suite(.serialized) struct TraceMoneyTests {
    private static let trace = "skiptrace (find leads) using batchdata"

    private func costs(_ folder: TracedFolder, _ statement: String) throws -> String {
        let result = try folder.run(statement, "-q", "-f", "csv")
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    @Test func whatMayHaveBeenChargedIsCountedApart() throws {
        let sandbox = try SandboxProcess(["--fault", "lost"])
        let settings = sandbox.settings.replacing("idempotent = true", with: "quota = 10")
            .replacing("price = 0.07", with: "price = 0.0725")
        let folder = try TracedFolder(leads: 3, settings: settings)
        #expect(
            try costs(folder, "costs by provider")
                == "provider,calls,spent,matched,per_match,uncertain,reserved,left_today,left_cost\nbatchdata,0,0,0,,0,0,10,0.725\n"
        )
        #expect(try folder.run(Self.trace + " retry 0").status == 0)
        #expect(
            try costs(
                folder, "costs by provider | select calls, spent, uncertain, reserved, left_today, left_cost")
                == "calls,spent,uncertain,reserved,left_today,left_cost\n0,0,3,0.2175,7,0.5075\n")
        #expect(
            try costs(folder, "costs by lead | select lead, uncertain, reserved | first 1")
                == "lead,uncertain,reserved\nl1,1,0.0725\n")
        #expect(
            try costs(folder, "costs by kind until 2020-01-01")
                == "kind,calls,spent,matched,per_match,uncertain,reserved\n")
        let batch = try #require(try folder.batch(of: Self.trace))
        #expect(
            try costs(folder, "costs check | where lead = \"l1\" | select lead, reserved, what")
                == "lead,reserved,what\nl1,0.0725,a call to batchdata may have been charged; only `force` asks again (batch @\(batch.id))\n"
        )
        #expect(try folder.run("costs check").errors.contains("agree to the cent"))
    }

    @Test func whatIsPaidAndNotInTheStoresIsNotForgotten() throws {
        let sandbox = try SandboxProcess(["--hit-rate", "100%"])
        let folder = try TracedFolder(leads: 4, settings: sandbox.settings)
        // As if the process had ended right behind the answers.
        try Fixture.execute(
            folder.path + "/data/skip_trace.db",
            "CREATE TRIGGER full BEFORE INSERT ON skip_trace_results BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        #expect(try folder.run(Self.trace).status != 0)
        #expect(
            try costs(folder, "costs by provider | select calls, spent, uncertain")
                == "calls,spent,uncertain\n4,0.28,0\n")
        let check = try costs(folder, "costs check | select reserved, what | first 1")
        #expect(
            check.hasPrefix("reserved,what\n0.07,a call to batchdata is paid and not in the stores yet"),
            "\(check)")
        try Fixture.execute(folder.path + "/data/skip_trace.db", "DROP TRIGGER full")
        let batch = try #require(try folder.batch(of: Self.trace))
        #expect(try folder.run("batch resume @\(batch.id)").status == 0)
        #expect(try costs(folder, "costs by provider | select calls, spent") == "calls,spent\n4,0.28\n")
        #expect(try costs(folder, "costs check") == "lead,entries,lead_says,traces,reserved,what\n")
        #expect(try SandboxAccount(sandbox).charged == 4)
    }

    @Test func aBatchSaysWhatIsLeftOfItsBudget() throws {
        let sandbox = try SandboxProcess(["--hit-rate", "100%"])
        let folder = try TracedFolder(leads: 5, settings: sandbox.settings)
        #expect(try folder.run(Self.trace + " max cost $0.20").status == 0)
        #expect(
            try costs(folder, "batch list | select open, spent, budget_left")
                == "open,spent,budget_left\n3,0.14,0.06\n")
    }
}
