import CvxTestSupport
import Foundation
import GRDB
import Testing

/// Whom a whole process acts as: by option, variable and settings file.
@Suite struct ActorTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try TwoOrganizations.make(in: scratch)
    }

    private func run(as name: String, _ statements: String) throws -> CommandRunner.Result {
        try CommandRunner(folder: scratch.path).run("--as", name, "-c", statements)
    }

    @Test func aManagerSeesTheirOrganization() throws {
        let result = try run(as: "ana", "count leads; count users; count prisma.messages")
        #expect(result.output == "2\n1\n3\n" && result.status == 0, "\(result.errors)")
    }

    @Test func whoamiSaysIt() throws {
        let result = try run(as: "ana", "whoami")
        #expect(
            result.output
                == "actor,role,organization,user_id,started_as\nana@acme.example,manager,Acme Homes,u1,ana@acme.example\n"
        )
    }

    @Test func whatTheSessionWasStartedAsItStays() throws {
        for statement in ["login \"leak@nobody.example\"", "logout; use no org", "use org \"leak Realty\""] {
            let result = try run(as: "ana", "\(statement); count users")
            #expect(result.status == 3 && result.output == "", "\(statement)")
            // Nothing of the other organization is named.
            #expect(!result.errors.contains("u2") && !result.errors.contains("realty.example"))
        }
    }

    @Test func nobodyIsAnErrorBeforeAnythingRuns() throws {
        let result = try run(as: "anna", "print 1")
        #expect(result.status == 3 && result.output == "")
        #expect(result.errors.contains("error[P604]: no user is called `anna`"))
        #expect(result.errors.contains("did you mean Ana?"))
    }

    @Test func ambiguousIsAnError() throws {
        let result = try run(as: "leak", "print 1")
        #expect(result.status == 3)
        #expect(result.errors.contains("say which: leak@nobody.example, leak@realty.example"))
    }

    @Test func anAdminOfNoOrganizationSeesAll() throws {
        let result = try run(as: "u0", "count leads; sql \"select 1 as x\"")
        #expect(result.output == "6\nx\n1\n", "\(result.errors)")
    }

    @Test func aUserOfNoOrganizationSeesNothing() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", "UPDATE \"User\" SET role = 'user' WHERE id = 'u0'")
        let result = try run(as: "u0", "count leads")
        #expect(result.status == 3 && result.output == "")
        #expect(result.errors.contains("belongs to no organization"))
    }

    /// Where no column says who belongs where, everybody sees everything, and roles still hold.
    @Test func withoutOrganizationsRolesStillHold() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db",
            """
            ALTER TABLE "User" DROP COLUMN organizationId; DROP TABLE "Organization";
            UPDATE "User" SET role = 'intern' WHERE id = 'u1'
            """)
        #expect(try run(as: "u1", "count leads").output == "6\n")
        let refused = try run(as: "u1", "sql \"select 1\"")
        #expect(refused.status == 3)
        #expect(refused.errors.contains("error[P601]: a user may not read with SQL"))
        #expect(try run(as: "u1", "use org \"Acme\"").errors.contains("error[P603]"))
    }

    /// A plain question looks nobody up: the users table may be anything.
    @Test func withoutANameTheUsersTableIsNotRead() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db",
            "DROP TABLE \"User\"; CREATE VIEW \"User\" AS SELECT * FROM nowhere")
        let result = try CommandRunner(folder: scratch.path).run("-c", "count leads")
        #expect(result.output == "6\n" && result.status == 0, "\(result.errors)")
    }

    @Test func theNearestWordSaysWho() throws {
        try scratch.write("[session]\nactor = \"u2\"\n", to: "cvx.toml")
        var runner = CommandRunner(folder: scratch.path)
        let question = "print (find one users).id"
        #expect(try runner.run("-c", question).output == "u2\n")
        runner.environment["CVX_AS"] = "u1"
        #expect(try runner.run("-c", question).output == "u1\n")
        #expect(try runner.run("--as", "u2", "-c", question).output == "u2\n")
    }

    @Test func rightsAreSettings() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", "UPDATE \"User\" SET role = 'user' WHERE id = 'u1'")
        try scratch.write("[rights.user]\nbulk_change = 1\n[rights.admin]\nsql = false\n", to: "cvx.toml")
        let runner = CommandRunner(folder: scratch.path)
        let refused = try runner.run("--as", "ana", "--yes", "-c", "update all leads set lead_score = 1")
        #expect(refused.status == 3)
        #expect(
            refused.errors.contains(
                "a user may add or change several rows with one statement up to 1 row; this is 2"))
        // Of whoever owns the files too.
        #expect(try runner.run("-c", "sql \"select 1\"").errors.contains("an admin may not read with SQL"))
    }

    @Test func nobodyGrantsThemselvesRights() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", "UPDATE \"User\" SET role = 'user' WHERE id = 'u1'")
        try scratch.write("[rights.user]\nbulk_change = 1\n", to: "cvx.toml")
        try scratch.write(
            "[rights.user]\nbulk_change = true\nbulk_delete = true\nchange = false\n",
            to: "config/cvx/cvx.toml")
        var runner = CommandRunner(folder: scratch.path)
        runner.environment["XDG_CONFIG_HOME"] = scratch.path + "/config"
        let table = try runner.run("-f", "tsv", "-c", "describe rights").output
        #expect(table.contains("bulk_change\tup to 1 row\t") && table.contains("bulk_delete\tno\t"))
        #expect(table.contains("\nchange\tno\t"))
        for change in ["update all leads set lead_score = 1", "delete all leads"] {
            #expect(try runner.run("--as", "ana", "--yes", "-c", change).status == 3)
        }
    }

    @Test func theSettingsNameAnOrganization() throws {
        try scratch.write("[session]\norganization = \"Acme Homes\"\n", to: "cvx.toml")
        let runner = CommandRunner(folder: scratch.path)
        #expect(try runner.run("-c", "count leads; use no org; count leads").output == "2\n6\n")
        #expect(try run(as: "u2", "count leads").status == 3)
    }

    /// The README shows the table that `describe rights` does.
    @Test func theReadmeShowsTheRights() throws {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
            .dropFirst()
        let readme = try String(contentsOfFile: String(root) + "/README.md", encoding: .utf8)
        let table = try CommandRunner(folder: scratch.path).run("-f", "tsv", "-c", "describe rights").output
        for line in table.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            let row = "| `\(cells[0])` | \(cells[1...].joined(separator: " | ")) |"
            #expect(readme.contains(row), "\(row)")
        }
    }

    @Test func thePromptSaysWho() throws {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        terminal.send("login \"ana@acme.example\"\r")
        try terminal.expect("(ana@acme.example)> ")
        terminal.send("logout\r")
        terminal.send("use o\t")
        terminal.send("\"Ac\t\r")
        try terminal.expect("(Acme Homes)> ")
        terminal.send("count leads\r")
        try terminal.expect("2\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    /// Names come from a database that others write.
    @Test func namesCannotWriteOnTheScreen() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db",
            "UPDATE \"Organization\" SET name = 'A' || char(27) || '[2J' || char(10) || 'B' WHERE id = 'o1'")
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        terminal.send("use org o1\r")
        try terminal.expect("(A[2JB)> ")
        #expect(try terminal.leave("\u{4}") == 0)
    }
}
