import CvxDomain
import CvxLanguage
import CvxServices
import Testing

@testable import CvxSettings

@Suite struct SettingsTests {
    private func read(
        _ files: String..., variables: [String: String] = ["HOME": "/home/ana"]
    ) throws -> Settings {
        try Settings.read(
            files.map { SettingsFile(path: "/w/cvx.toml", bytes: Array($0.utf8)) },
            Settings.Surroundings(
                variable: { variables[$0] }, isZone: { ["America/Phoenix", "Europe/Oslo"].contains($0) }))
    }

    @Test func localIsNoService() throws {
        let settings = try read("[providers.local]\ncontacts = \"lists/all.csv\"")
        #expect(settings.local.contacts == "/w/lists/all.csv" && settings.providers.isEmpty)
    }

    @Test func readsEverySection() throws {
        let settings = try read(
            """
            [stores]
            prisma = "db/dev.db"
            leadflow = "~/old/leadflow.db"
            [session]
            time_zone = "America/Phoenix"
            actor = "ana"
            organization = 'Acme "Homes"'
            max_rows = 1_000
            lock_timeout = "1s"
            timeout = "5 min"
            [providers.batchdata]
            base_url = "https://api.batchdata.com/"
            key_env = "CVX_BATCHDATA_KEY"
            price = 0.07
            billing = "match"
            rate = 2.5
            quota = 100
            timeout = "3s"
            cache = "1d"
            [providers.other]
            key_file = "keys/other"
            [transports.email]
            kind = "sendmail"
            command = [
              "msmtp", # a comment
              "-t",
            ]
            [transports.sms]
            kind = "http"
            url = "http://127.0.0.1:8080/send"
            headers = { Authorization = "Bearer ${key}" }
            body = '{"to": ${to}, "text": "${body}", "id": ${message_id}}'
            answer = { id = "data.id", accepted = "ok" }
            from = "+14805550100"
            timeout = "5s"
            idempotent = true
            [compliance]
            sender = "Acme Homes, 1 Main St, Phoenix AZ 85034"
            unsubscribe = "mailto:stop@example.com"
            [journal]
            retention = "1y"
            """)
        #expect(settings.stores == [.prisma: "db/dev.db", .leadflow: "/home/ana/old/leadflow.db"])
        #expect(
            settings.session
                == Settings.Session(
                    timeZone: "America/Phoenix", actor: "ana", organization: "Acme \"Homes\"", maxRows: 1_000,
                    lockTimeout: 1_000, timeout: 300_000))
        let batchdata = try #require(settings.providers["batchdata"])
        #expect(batchdata.baseURL == "https://api.batchdata.com")
        #expect(batchdata.key == .variable("CVX_BATCHDATA_KEY"))
        #expect(batchdata.price == Money(tenThousandths: 700))
        #expect(batchdata.billing == .match && batchdata.rate == 2.5 && batchdata.quota == 100)
        #expect(batchdata.timeout == 3_000 && batchdata.cache == 86_400_000)
        #expect(settings.providers["other"]?.key == .file("/w/keys/other"))
        #expect(settings.providers["other"]?.timeout == 15_000)
        #expect(settings.transports["email"]?.command == ["msmtp", "-t"])
        let sms = try #require(settings.transports["sms"])
        #expect(sms.request.url?.start == "http://127.0.0.1:8080/send")
        #expect(sms.request.headers.map(\.name) == ["Authorization"])
        #expect(sms.request.slots == [.key, .to, .body, .messageID])
        #expect(sms.answer.id == AnswerPath("data.id") && sms.answer.accepted == AnswerPath("ok"))
        #expect(sms.timeout == 5_000 && sms.isIdempotent)
        #expect(settings.compliance.sender == "Acme Homes, 1 Main St, Phoenix AZ 85034")
        #expect(settings.compliance.unsubscribe == "mailto:stop@example.com")
        #expect(settings.journal.retention == 31_536_000_000)
    }

    @Test func theNearestWordCounts() throws {
        let user = """
            [session]
            actor = "user"
            time_zone = "Europe/Oslo"
            max_rows = 5
            [providers.batchdata]
            key_env = "KEY"
            price = 1
            """
        let workspace = """
            [session]
            actor = "workspace"
            time_zone = "America/Phoenix"
            [providers.batchdata]
            price = 2
            """
        let settings = try read(user, workspace, variables: ["CVX_ACTOR": "variable"])
        #expect(settings.session.actor == "variable")
        #expect(settings.session.timeZone == "America/Phoenix")
        #expect(settings.session.maxRows == 5)
        let provider = try #require(settings.providers["batchdata"])
        #expect(provider.price == Money(tenThousandths: 20_000) && provider.key == .variable("KEY"))
    }

    @Test func rightsAreGranted() throws {
        let settings = try read(
            "[rights.user]\nbulk_delete = 20\nbulk_change = 5\nsend = true",
            "[rights.user]\nbulk_change = 0\n[rights.admin]\nsql_write = false")
        var expected = Rights.standard
        expected.set(.bulkDelete, of: .user, to: .upTo(20))
        expected.set(.bulkChange, of: .user, to: .no)
        expected.set(.send, of: .user, to: .yes)
        expected.set(.sqlWrite, of: .admin, to: .no)
        #expect(settings.rights == expected)
    }

    /// The workspace's word stands, or where it has none, the standard's.
    @Test func onesOwnFileTakesRightsAndGivesNone() throws {
        func rights(own: String, workspace: String?) throws -> Rights {
            var files = [
                SettingsFile(path: "/home/ana/.config/cvx/cvx.toml", bytes: Array(own.utf8), isPersonal: true)
            ]
            if let workspace { files.append(SettingsFile(path: "/w/cvx.toml", bytes: Array(workspace.utf8))) }
            return try Settings.read(files, .init(variable: { _ in nil }, isZone: { _ in true })).rights
        }
        let wide = "[rights.user]\nbulk_delete = true\nsql_write = true\nspend = 5000\nbulk_change = 20"
        var expected = Rights.standard
        expected.set(.bulkChange, of: .user, to: .upTo(20))
        #expect(try rights(own: wide, workspace: nil) == expected)
        expected.set(.bulkDelete, of: .user, to: .upTo(10))
        expected.set(.spend, of: .user, to: .upTo(100))
        expected.set(.bulkChange, of: .user, to: .upTo(5))
        #expect(
            try rights(own: wide, workspace: "[rights.user]\nbulk_delete = 10\nspend = 100\nbulk_change = 5")
                == expected)
        // What the own file leaves unsaid it does not take, however wide the workspace is.
        #expect(
            try rights(own: "[rights.user]\nsend = false", workspace: "[rights.user]\nsql = true")
                .grant(.sql, to: .user) == .yes)
    }

    @Test func nothingIsSaidByEmptyFiles() throws {
        #expect(try read("", "# only a comment\r\n\r\n") == Settings())
    }

    @Test func theTemplateIsTrue() throws {
        #expect(try read(SettingsTemplate.text) == Settings())
        // As somebody takes the comment signs away.
        let settings = try read(
            SettingsTemplate.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.hasPrefix("# ") && (line.contains("=") || line.contains("# ["))
                    && !line.contains("Secrets")
                    ? String(line.dropFirst(2)) : String(line)
            }.joined(separator: "\n"))
        #expect(settings.stores.count == 4)
        #expect(settings.session.timeout == 1_800_000)
        #expect(settings.providers["batchdata"]?.quota == 100)
        let acme = try #require(settings.providers["acme"])
        #expect(acme.kind == .http && acme.shape.request.headers.count == 1 && acme.shape.request.body != nil)
        #expect(acme.shape.answer.phoneDoNotCall == AnswerPath("data.contacts[].dnc"))
        #expect(settings.transports["email"]?.rate == 1)
        #expect(settings.transports["sms"]?.request.slots.contains(.messageID) == true)
        #expect(settings.transports["direct_mail"]?.kind == .print)
        #expect(settings.compliance.unsubscribe != nil && settings.journal.retention != nil)
    }
}
