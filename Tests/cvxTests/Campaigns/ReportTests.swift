import CvxTestSupport
import Foundation
import GRDB
import Testing

/// A report about messages of which nobody knew whether they left.
@Suite struct ReportTests {
    private let scratch: Scratch
    private var runner: CommandRunner { CommandRunner(folder: scratch.path) }

    /// Three emails, as if the answers about two of them had been lost.
    init() throws {
        scratch = try Scratch()
        try #require(try runner.run("init", scratch.path).status == 0)
        let rows = (1...3).map { "('l\($0)', '\($0) Oak St', 'l\($0)@example.com', 'tax_lien', 'o', 0)" }
        try Fixture.execute(
            scratch.path + "/prisma/dev.db",
            """
            INSERT INTO "Organization" (id, name, updatedAt) VALUES ('o', 'Acme', 0);
            INSERT INTO "Lead" (id, address, email, sourceType, organizationId, updatedAt)
              VALUES \(rows.joined(separator: ", "));
            """)
        try scratch.write(
            "[compliance]\nsender = \"Acme, 1 Main St\"\nunsubscribe = \"mailto:stop@example.com\"\n",
            to: "cvx.toml")
        let sent = try runner.run(
            "--yes", "-c",
            #"campaign create "Spring" type email subject "Hi" message "Hi" to (find leads sort by id); campaign send "Spring""#
        )
        try #require(sent.status == 0, "\(sent.errors)")
        // As if two answers had been lost.
        try Fixture.execute(
            scratch.path + "/data/cvx_ledger.db",
            "UPDATE sends SET state = 'uncertain', is_logged = 0 WHERE lead <> 'l1'")
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", #"DELETE FROM "CampaignLog" WHERE leadId <> 'l1'"#)
    }

    @Test func aFileThatSaysNothingOfMessagesIsRefused() throws {
        try scratch.write("name,colour\nAnn,red\n", to: "other.csv")
        let refused = try runner.run("--yes", "-c", #"campaign report "Spring" from "other.csv""#)
        #expect(
            refused.status == 1 && refused.errors.contains("no line of other.csv says what became"),
            "\(refused.errors)")
    }

    @Test func uncertainMessagesBecomeKnown() throws {
        let queue = try DatabaseQueue(path: scratch.path + "/data/cvx_ledger.db")
        let ids = try queue.read { try String.fetchAll($0, sql: "SELECT id FROM sends ORDER BY lead") }
        try queue.close()
        try scratch.write("id,status\n\(ids[1]),opened\n\(ids[2]),rejected\n", to: "report.csv")
        let refused = try runner.run("-c", #"campaign report "Spring" from "report.csv""#)
        #expect(refused.status == 3 && refused.errors.contains("P611"), "\(refused.errors)")
        // Twice: nothing is counted again.
        for _ in 0..<2 {
            let noted = try runner.run(
                "--yes", "-f", "csv", "-c",
                #"campaign report "Spring" from "report.csv" | select sent, opened, failed, uncertain"#)
            #expect(
                noted.status == 0 && noted.output == "sent,opened,failed,uncertain\n2,1,1,0\n", "\(noted)")
        }
        let messages = try runner.run(
            "-f", "csv", "-c", "find messages sort by lead_id select lead_id, status")
        #expect(messages.output == "lead_id,status\nl1,sent\nl2,opened\n")
    }

    @Test func whatIsUncertainIsSentAgainOnlyOnPurpose() throws {
        func states(_ statement: String) throws -> String {
            let result = try runner.run("--yes", "-f", "csv", "-c", statement + " | select sent, uncertain")
            return result.status == 0 ? result.output : result.errors
        }
        #expect(try states("campaign resume \"Spring\"") == "sent,uncertain\n1,2\n")
        #expect(try states("campaign resume \"Spring\" force").contains("needs a reason"))
        let shown = try runner.run("-n", "-c", "campaign resume \"Spring\" force because \"lost\"")
        #expect(shown.output.contains("2 uncertain emails again, on purpose"))
        #expect(try states("campaign status \"Spring\"") == "sent,uncertain\n1,2\n")
        #expect(
            try states("campaign resume \"Spring\" force because \"the service lost them\"")
                == "sent,uncertain\n3,0\n")
        let kept = try runner.run(
            "-f", "csv", "-c", "campaign overrides \"Spring\" | select rule, because, lead, to")
        #expect(
            kept.output == """
                rule,because,lead,to
                uncertain,the service lost them,l2,l2@example.com
                uncertain,the service lost them,l3,l3@example.com

                """)
        // The outbox knows them by their ids: each is there once.
        let mails = try FileManager.default.contentsOfDirectory(
            atPath: scratch.path + "/data/outbox/email/new")
        #expect(mails.count == 3)
    }
}
