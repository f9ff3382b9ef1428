import Foundation
import GRDB
import Testing

@testable import CvxStores

@Suite struct SampleWorkspaceTests {
    static let stores = ["prisma/dev.db", "data/leadflow.db", "data/skip_trace.db"]
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    static let leads = 1_500
    /// One sample for the tests that only read.
    private static let shared = Result {
        let folder = try CreationFolder()
        try SampleWorkspace.fill(directory: folder.path, leads: leads, now: now)
        return Shared(folder: folder)
    }

    /// The folder is set once and only its path is read after.
    private struct Shared: @unchecked Sendable { var folder: CreationFolder }

    private func fetch<Value: DatabaseValueConvertible>(
        _ store: String, _ sql: String, as: Value.Type
    ) throws -> [Value] {
        try Self.shared.get().folder.open(store).inDatabase { try Value.fetchAll($0, sql: sql) }
    }

    private func count(_ store: String, _ sql: String) throws -> Int {
        try fetch(store, "SELECT count(*) FROM " + sql, as: Int.self).first ?? 0
    }

    @Test func sameCountAndDayGiveTheSameRows() throws {
        let dumps = try [Self.now, Self.now.addingTimeInterval(3_600)].map { now in
            let folder = try CreationFolder()
            try SampleWorkspace.fill(directory: folder.path, leads: 200, now: now)
            return try Self.stores.map { try Self.dump(folder.open($0)) }
        }
        #expect(dumps[0] == dumps[1])
        #expect(dumps[0].allSatisfy { $0.utf8.count > 10_000 })
    }

    @Test func anotherSeedGivesAnotherSample() throws {
        let owners = try [0, 7, 7].map { (seed: UInt64) in
            let folder = try CreationFolder()
            try SampleWorkspace.fill(directory: folder.path, leads: 50, seed: seed, now: Self.now)
            return try folder.open(Self.stores[0]).inDatabase {
                try String.fetchAll($0, sql: "SELECT id || ownerName FROM Lead WHERE ownerName IS NOT NULL")
            }
        }
        #expect(owners[0] != owners[1] && owners[1] == owners[2] && owners[1].count > 10)
    }

    @Test(arguments: [1, 200]) func noTableIsEmpty(leads: Int) throws {
        let folder = try CreationFolder()
        try SampleWorkspace.fill(directory: folder.path, leads: leads, now: Self.now)
        for store in Self.stores {
            let empty = try folder.open(store).inDatabase { database in
                try Self.tables(database).filter {
                    try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\($0)\"") == 0
                }
            }
            #expect(empty == [])
            #expect(try folder.pragma("journal_mode", of: store) == "wal")
            #expect(try folder.pragma("integrity_check", of: store) == "ok")
        }
    }

    @Test func nothingIsMadeOfNoLeadsButTheFrame() throws {
        let folder = try CreationFolder()
        try SampleWorkspace.fill(directory: folder.path, leads: 0, now: Self.now)
        #expect(folder.files == CreationTests.files)
        #expect(throws: CreationError.leads(-1)) {
            try SampleWorkspace.fill(directory: folder.path + "/x", leads: -1)
        }
    }

    @Test func indexesAndTablesAreThoseOfAnEmptyWorkspace() throws {
        let empty = try CreationFolder()
        try WorkspaceCreation.create(at: empty.path)
        for store in Self.stores {
            let list = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"
            let expected = try empty.open(store).inDatabase { try String.fetchAll($0, sql: list) }
            #expect(try fetch(store, list, as: String.self) == expected)
        }
    }

    @Test func leadsAreSharedOutBetweenTheStores() throws {
        let prisma = Set(try fetch("prisma/dev.db", "SELECT id FROM Lead", as: String.self))
        let leadflow = Set(try fetch("data/leadflow.db", "SELECT id FROM leads", as: String.self))
        #expect(prisma.union(leadflow).count == Self.leads)
        let share = { (count: Int) in Double(count) / Double(Self.leads) }
        #expect((0.5...0.6).contains(share(prisma.subtracting(leadflow).count)))
        #expect((0.3...0.4).contains(share(leadflow.subtracting(prisma).count)))
        #expect((0.07...0.13).contains(share(prisma.intersection(leadflow).count)))
    }

    @Test func someSharedLeadsDiffer() throws {
        let prisma = Set(try fetch("prisma/dev.db", "SELECT id || status FROM Lead", as: String.self))
        let leadflow = Set(try fetch("data/leadflow.db", "SELECT id || status FROM leads", as: String.self))
        let ids = Set(try fetch("prisma/dev.db", "SELECT id FROM Lead", as: String.self))
        let shared = Set(try fetch("data/leadflow.db", "SELECT id FROM leads", as: String.self)).intersection(
            ids)
        #expect((shared.count / 2..<shared.count).contains(prisma.intersection(leadflow).count))
    }

    /// Whoever watches can stop the work, and no file is left.
    @Test func progressCanEndTheWork() throws {
        struct Stop: Error {}
        let folder = try CreationFolder()
        #expect(throws: Stop.self) {
            try SampleWorkspace.fill(directory: folder.path, leads: 100, now: Self.now) { _ in throw Stop() }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    /// Every number anywhere, in whatever text, is one of 555-0100 to 555-0199.
    @Test func numbersAreFictionalAndAddressesReserved() throws {
        for store in Self.stores {
            let dump = try Self.dump(Self.shared.get().folder.open(store))
            var found = 0
            for match in dump.matches(of: /(?:\) |\d-)555-\d{4}|\+1\d{3}555\d{4}/) {
                #expect(match.output.dropLast(2).hasSuffix("01"), "\(String(match.output))")
                found += 1
            }
            #expect(found > 100)
        }
        for (store, sql) in [
            ("prisma/dev.db", "SELECT phone FROM Lead UNION ALL SELECT phone FROM CallLog"),
            ("data/leadflow.db", "SELECT phone FROM leads"),
            ("data/skip_trace.db", "SELECT phone FROM skip_trace_phones"),
        ] {
            for phone in try fetch(store, "SELECT phone FROM (\(sql)) WHERE phone <> ''", as: String.self) {
                #expect(
                    phone.wholeMatch(of: /(\(\d{3}\) 555-|\d{3}-555-|\+1\d{3}555)01\d\d/) != nil, "\(phone)")
            }
        }
        for (store, table) in [
            ("prisma/dev.db", "Lead"), ("data/leadflow.db", "leads"),
            ("data/skip_trace.db", "skip_trace_emails"),
        ] {
            for email in try fetch(store, "SELECT email FROM \(table) WHERE email <> ''", as: String.self) {
                #expect(email.wholeMatch(of: /[a-z0-9._]+@example\.(com|org|net)/) != nil, "\(email)")
            }
        }
    }

    @Test func messIsThere() throws {
        let leadflow = "data/leadflow.db"
        let prisma = "prisma/dev.db"
        #expect(
            Set(try fetch(leadflow, "SELECT DISTINCT typeof(created_at) FROM leads", as: String.self)) == [
                "integer", "text",
            ])
        #expect(try count(leadflow, "leads WHERE created_at LIKE '%T%Z'") > 0)
        #expect(try count(leadflow, "leads WHERE created_at LIKE '____-__-__ __:__:__'") > 0)
        for (store, table, temperature) in [
            (leadflow, "leads", "temperature_tag"), (prisma, "Lead", "temperatureTag"),
        ] {
            #expect(try count(store, "\(table) WHERE status IN ('new', 'qualified')") > 0)
            #expect(try count(store, "\(table) WHERE status = 'offer_sent'") > 0)
            #expect(try count(store, "\(table) WHERE \(temperature) IN ('Hot', 'hot', 'Warm')") > 0)
            #expect(try count(store, "\(table) WHERE phones LIKE '[\"%'") > 0)
            #expect(try count(store, "\(table) WHERE phones LIKE '[{%'") > 0)
            #expect(try count(store, "\(table) WHERE phone = ''") > 0)
            #expect(try count(store, "\(table) WHERE phone IS NULL") > 0)
            #expect(try count(store, "\(table) WHERE phones <> '[]' AND NOT json_valid(phones)") == 0)
        }
        #expect(try count(leadflow, "leads WHERE id GLOB '\"[0-9]* Ardmore Ave'") > 0)
        #expect(try count(prisma, "Lead WHERE phone = '\(SampleContact.shared)'") > 5)
        #expect(try count(prisma, "LeadNote WHERE instr(content, char(27)) > 0") == 1)
        #expect(
            try count(
                "data/skip_trace.db", "skip_trace_results WHERE request_data LIKE '%\"apiKey\":\"FAKE-%'") > 0
        )
        #expect(try count(prisma, "Lead WHERE dncFlag = 1") > 0)
        #expect(try count(prisma, "Lead WHERE quietHoursStart IS NOT NULL") > 0)
        #expect(try count(prisma, "Lead WHERE ownerName LIKE 'ESTATE OF %'") > 0)
        #expect(try count(prisma, "Lead WHERE ownerName LIKE '%, % & %'") > 0)
        #expect(try count(prisma, "Lead WHERE ownerName LIKE '%Zoë%' OR ownerName LIKE '%Núñez%'") > 0)
        #expect(try count(prisma, "(SELECT 1 FROM Campaign GROUP BY type, status)") == 24)
        #expect(
            try count(
                prisma,
                "(SELECT 1 FROM Lead GROUP BY lower(zipCode || ownerName) HAVING count(DISTINCT address) > 1)"
            ) > 0)
    }

    @Test func jsonIsJSON() throws {
        for (store, table, columns) in [
            ("prisma/dev.db", "Lead", ["phones", "emails", "rawData"]),
            ("prisma/dev.db", "CallLog", ["aiAnalysis"]),
            ("prisma/dev.db", "SkipTraceRecord", ["requestData", "responseData"]),
            ("data/leadflow.db", "leads", ["phones", "emails", "raw_data", "activity_log_json"]),
            ("data/leadflow.db", "api_cost_entries", ["details"]),
            ("data/skip_trace.db", "skip_trace_results", ["request_data", "response_data"]),
        ] {
            for column in columns {
                #expect(
                    try count(store, "\(table) WHERE \(column) IS NOT NULL AND NOT json_valid(\(column))")
                        == 0, "\(table).\(column)")
            }
        }
    }

    @Test func onlyIntendedRowsAreOrphans() throws {
        let orphans = try Self.shared.get().folder.open("prisma/dev.db").inDatabase { database in
            try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
                let table: String = row["table"]
                return try String.fetchOne(
                    database, sql: "SELECT leadId FROM \"\(table)\" WHERE rowid = ?",
                    arguments: [row["rowid"]]) ?? ""
            }
        }
        #expect(!orphans.isEmpty && orphans.allSatisfy { $0.hasPrefix("cmissing") })
        #expect(orphans.count == 3 * (Self.leads / 500 + 1))
        #expect(try count("data/skip_trace.db", "pragma_foreign_key_check") == Self.leads / 500 + 1)

        let leads = Set(
            try fetch("prisma/dev.db", "SELECT id FROM Lead", as: String.self)
                + fetch("data/leadflow.db", "SELECT id FROM leads", as: String.self))
        for table in ["results", "phones", "emails"] {
            let ids = try fetch(
                "data/skip_trace.db", "SELECT lead_id FROM skip_trace_\(table)", as: String.self)
            #expect(ids.allSatisfy { leads.contains($0) || $0.hasPrefix("cmissing") })
        }
    }

    /// What was paid for traces is the same in traces, in cost entries and on the leads.
    @Test func moneyAddsUp() throws {
        let cents = { (store: String, sql: String) in
            try self.fetch(
                store, "SELECT coalesce(sum(CAST(round(cost * 100) AS INTEGER)), 0) FROM \(sql)", as: Int.self
            ).first ?? 0
        }
        let inSkipTrace = try cents("data/skip_trace.db", "skip_trace_results")
        let ids = try fetch("data/skip_trace.db", "SELECT id FROM skip_trace_results", as: String.self)
        let inBoth = ids.map { "'\($0)'" }.joined(separator: ",")
        let inPrisma = try cents("prisma/dev.db", "SkipTraceRecord WHERE id NOT IN (\(inBoth))")
        #expect(
            try cents("data/leadflow.db", "api_cost_entries WHERE apiType = 'skip_trace'") == inSkipTrace
                + inPrisma)

        let mine = Set(try fetch("prisma/dev.db", "SELECT id FROM Lead", as: String.self)).map { "'\($0)'" }
            .joined(separator: ",")
        let onLeads =
            try fetch("prisma/dev.db", "SELECT sum(skipTraceCostCents) FROM Lead", as: Int.self).first ?? 0
        let entries = try cents(
            "data/leadflow.db",
            "api_cost_entries WHERE apiType = 'skip_trace' AND details ->> 'leadId' IN (\(mine))")
        #expect(onLeads == entries)
    }

    @Test func nothingHappensAfterNowButWhatIsPlanned() throws {
        let today = 1_789_948_800_000
        for (table, column) in [
            ("Lead", "updatedAt"), ("LeadNote", "createdAt"), ("CallLog", "createdAt"),
            ("CampaignLog", "sentAt"), ("SkipTraceRecord", "completedAt"),
        ] {
            #expect(
                try count("prisma/dev.db", "\"\(table)\" WHERE \"\(column)\" > \(today)") == 0,
                "\(table).\(column)")
        }
        #expect(
            try count("prisma/dev.db", "Campaign WHERE scheduledAt > \(today) AND status = 'scheduled'") == 4)
    }

    @Test func scoresFollowTheRuleButForSome() throws {
        let samples = (0..<500).map {
            SampleLead($0, of: 500, now: SampleMoment(milliseconds: 1_789_948_800_000))
        }
        let right = samples.count { $0.leadScore == SampleScore.score($0) }
        #expect((400..<480).contains(right))
    }

    @Test func progressEndsWithAllDone() throws {
        let folder = try CreationFolder()
        var told: [SampleProgress] = []
        try SampleWorkspace.fill(directory: folder.path, leads: 300, now: Self.now) { told.append($0) }
        #expect(told.last?.phase == .done)
        #expect(told.last?.leads == 300 && told.last?.total == 300)
        var rows = 0
        for store in Self.stores {
            rows += try folder.open(store).inDatabase { database in
                try Self.tables(database).reduce(0) {
                    try $0 + (Int.fetchOne(database, sql: "SELECT count(*) FROM \"\($1)\"") ?? 0)
                }
            }
        }
        // Prisma's own row is no row of the sample.
        #expect(told.last?.rows == rows - 1)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_757_988_711_644, "2025-09-16T02:11:51.644Z"),
        (1_709_251_199_999, "2024-02-29T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    ])
    func momentsAreWrittenRight(milliseconds: Int, iso: String) {
        #expect(SampleMoment(milliseconds: milliseconds).iso == iso)
        #expect(SampleMoment(milliseconds: milliseconds).sql == iso.prefix(19).replacing("T", with: " "))
    }

    private static func tables(_ database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
        )
    }

    private static func dump(_ queue: DatabaseQueue) throws -> String {
        try queue.inDatabase { database in
            var text = ""
            for table in try tables(database) {
                for row in try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\" ORDER BY rowid") {
                    text += row.databaseValues.map(\.description).joined(separator: "|") + "\n"
                }
            }
            return text
        }
    }
}
