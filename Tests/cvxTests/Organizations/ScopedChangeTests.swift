import GRDB
import Testing

/// Changes as somebody of an organization: what lies outside stays as it is, and what is made lies inside.
@Suite struct ScopedChangeTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try TwoOrganizations.make(in: scratch)
    }

    private func run(as name: String?, _ statements: String) throws -> CommandRunner.Result {
        try scratch.write("allow update 1_000, delete 1_000, add 1_000\n" + statements, to: "change.cvx")
        return try CommandRunner(
            folder: scratch.path, environment: name.map { ["CVX_ACTOR": $0] } ?? [:]
        ).run("change.cvx")
    }

    /// Every row of a store that is not Acme's, as text.
    private func others() throws -> [String] {
        var lines: [String] = []
        for (store, tables) in [
            (
                "prisma/dev.db",
                ["Organization", "User", "Lead", "LeadNote", "CallLog", "Campaign", "CampaignLog"]
            ),
            ("data/leadflow.db", ["leads", "lead_tags"]),
            ("data/skip_trace.db", ["skip_trace_results", "skip_trace_phones", "skip_trace_emails"]),
        ] {
            try DatabaseQueue(path: scratch.path + "/" + store).read { database in
                for table in tables {
                    for row in try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"") {
                        let text = row.description
                        if text.contains("leak") { lines.append("\(table) \(text)") }
                    }
                }
            }
        }
        return lines
    }

    private func number(_ sql: String, _ store: String = "prisma/dev.db") throws -> Int? {
        try DatabaseQueue(path: scratch.path + "/" + store).read { try Int.fetchOne($0, sql: sql) }
    }

    @Test func allIsAllOfTheirOwn() throws {
        let before = try others()
        #expect(before.count > 20)
        let result = try run(
            as: "ana", "update all leads set lead_score = 7\nupdate all notes set content = \"new\"")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try others() == before)
        #expect(try number("SELECT count(*) FROM Lead WHERE leadScore = 7 AND organizationId = 'o1'") == 2)
        #expect(try number("SELECT count(*) FROM leads WHERE lead_score = 7", "data/leadflow.db") == 1)
        let delete = try run(as: "ana", "delete all campaigns\ndelete leads where true")
        #expect(delete.status == 0, "\(delete.errors)")
        #expect(try number("SELECT count(*) FROM Lead WHERE ownerName = 'leak'") == 2)
        #expect(try number("SELECT count(*) FROM Campaign WHERE name = 'leak'") == 1)
    }

    @Test(arguments: [
        ("set @\"l2\" lead_score = 1", "R502"), ("delete @\"x1\"", "R502"),
        ("set (find leads) organization_id = \"o2\"", "P602"),
        ("set (find leads) organization_id = null", "P602"),
        ("set (find notes) lead_id = null", "P602"),
        ("set (find notes) lead_id = \"l2\"", "R520"), ("set (find notes) user_id = \"u2\"", "R520"),
        ("add notes {content: \"x\", lead_id: \"l2\"}", "R520"), ("add notes {content: \"x\"}", "P602"),
        ("add leads {address: \"x\", organization_id: \"o2\"}", "P602"),
        ("add costs {api_type: \"x\", cost: $1}", "P602"), ("add organizations {name: \"x\"}", "P602"),
        ("set (find users) role = admin", "P601"), ("update all costs set cost = $0", "P602"),
    ])
    func nothingGoesInOrOut(_ statement: String, _ code: String) throws {
        let before = try others()
        let result = try run(as: "ana", statement)
        #expect(result.status != 0 && result.errors.contains("error[\(code)]"), "\(result.errors)")
        #expect(try others() == before)
    }

    @Test func whatIsMadeLiesInside() throws {
        let result = try run(
            as: "ana",
            """
            add leads {address: "9 New St"}
            add campaigns {name: "New", type: sms, status: draft}
            add note to (find one leads where address = "9 New St") "hi"
            print count((find leads)), count((find campaigns)), count((find notes))
            """)
        #expect(result.output == "3 2 2\n", "\(result.errors)")
        #expect(
            try number("SELECT count(*) FROM Lead WHERE address = '9 New St' AND organizationId = 'o1'") == 1)
    }

    @Test func rolesBoundWhatIsChanged() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", "UPDATE \"User\" SET role = 'user' WHERE id = 'u1'")
        let refused = try run(as: "ana", "delete leads where lead_score > 0")
        #expect(refused.status == 3)
        #expect(refused.errors.contains("error[P601]: a user may not delete several rows with one statement"))
        #expect(try number("SELECT count(*) FROM Lead") == 4)
        #expect(try run(as: "ana", "delete (find one leads where lead_score = 10)").status == 0)
        #expect(try number("SELECT count(*) FROM Lead") == 3)
        // Whoever owns the files is bound by nothing.
        #expect(try run(as: nil, "delete leads where lead_score > 0").status == 0)
    }

    /// History and undo: what the people of an organization did, and only to what is still theirs.
    @Test func theJournalOfAnOrganization() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db",
            """
            INSERT INTO "User" (id, email, firstName, role, organizationId)
                VALUES ('u3', 'bo@acme.example', 'Bo', 'user', 'o1')
            """)
        #expect(try run(as: "ana", "set (find one leads where lead_score = 50) lead_score = 51").status == 0)
        #expect(try run(as: "u2", "set (find leads) owner_name = \"leak\", lead_score = 61").status == 0)
        #expect(
            try run(as: nil, "set (find one leads where lead_score = 51) owner_name = \"Anna\"").status == 0)
        let numbers = "history | sort by change | select change, by"
        #expect(try run(as: "Bo", numbers).output == "change,by\n1,ana@acme.example\n")
        #expect(try run(as: "u2", numbers).output == "change,by\n2,leak@realty.example\n")
        #expect(try run(as: nil, numbers).output.split(separator: "\n").count == 4)
        let hidden = try run(as: "Bo", "history 2")
        #expect(hidden.status == 1 && !hidden.output.contains("leak"))
        // Another organization's change, a colleague's, and one's own.
        #expect(try run(as: "Bo", "undo 2").errors.contains("error[P602]"))
        #expect(try run(as: "Bo", "undo 1").errors.contains("error[P601]: a user may not undo"))
        #expect(try run(as: "ana", "undo 1").status == 0)
        #expect(try number("SELECT leadScore FROM Lead WHERE id = 'l1'") == 50)
        #expect(try number("SELECT leadScore FROM Lead WHERE id = 'l2'") == 61)
    }

    @Test func whatHasLeftIsNotTakenBack() throws {
        #expect(try run(as: "ana", "set (find one leads where lead_score = 50) lead_score = 51").status == 0)
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", "UPDATE \"Lead\" SET organizationId = 'o2' WHERE id = 'l1'")
        let refused = try run(as: "ana", "undo 1")
        #expect(
            refused.errors.contains("error[P602]: 1 row of change 1 lies outside Acme Homes"),
            "\(refused.errors)")
        #expect(try number("SELECT leadScore FROM Lead WHERE id = 'l1'") == 51)
        #expect(try run(as: nil, "undo 1").status == 0)
        #expect(try number("SELECT leadScore FROM Lead WHERE id = 'l1'") == 50)
    }
}
