import CvxLanguage
import Testing

@testable import CvxSettings

@Suite struct SettingsFaultTests {
    private func faults(_ text: String, variables: [String: String] = [:]) -> [String] {
        do {
            _ = try Settings.read(
                [SettingsFile(path: "/w/cvx.toml", bytes: Array(text.utf8))],
                Settings.Surroundings(variable: { variables[$0] }, isZone: { $0 == "America/Phoenix" }))
            return []
        } catch {
            return error.reports.flatMap { report in
                report.diagnostics.map { fault in
                    let span = fault.span ?? .none
                    let (line, column) = report.source.position(of: span.start)
                    let help = fault.help.map { " | \($0)" } ?? ""
                    return
                        "\(fault.code) \(line):\(column) [\(report.source.text(span))] \(fault.message)\(help)"
                }
            }
        }
    }

    @Test(arguments: [
        (
            "[store]\n",
            "S715 1:2 [store] there is no section `store` | did you mean stores?  there are stores, session, providers, transports, compliance, journal, rights"
        ),
        (
            "[session]\ntimezone = \"x\"",
            "S715 2:1 [timezone] `[session]` has no setting `timezone` | did you mean time_zone?  there are time_zone, actor, organization, max_rows, lock_timeout, timeout, strict"
        ),
        (
            "prisma = \"x\"",
            "S715 1:1 [prisma] `prisma` stands in no section | sections are [stores], [session], [providers], [transports], [compliance], [journal], [rights]"
        ),
        (
            "[session]\nmax_rows = \"40\"",
            "S716 2:12 [\"40\"] `max_rows` is a whole number, not text"
        ),
        (
            "[session]\ntimeout = 15",
            "S716 2:11 [15] `timeout` is a length of time in quotes, as \"15s\" or \"5min\", not a number"
        ),
        (
            "[session]\ntimeout = \"5m\"",
            "S717 2:11 [\"5m\"] `5m` could be minutes or months | write `5min` or `5mo`"
        ),
        (
            "[session]\ntime_zone = \"Phoenix\"",
            "S717 2:13 [\"Phoenix\"] there is no time zone `Phoenix` | write one as \"America/Phoenix\""
        ),
        (
            "[providers.b]\nbilling = \"hit\"",
            "S717 2:11 [\"hit\"] `hit` is none of the words of `billing` | it is request, match"
        ),
        (
            "[providers.local]\nprice = 0",
            "S715 2:1 [price] `[providers.local]` has no setting `price` | there are contacts"
        ),
        (
            "[rights.boss]\nsql = true",
            "S715 1:9 [boss] `boss` is no role | there are user, manager, admin"
        ),
        (
            "[rights.user]\nbulk_delet = true",
            "S715 2:1 [bulk_delet] `[rights.user]` has no setting `bulk_delet` | did you mean bulk_delete?  there are change, bulk_change, delete, bulk_delete, undo_others, sql, sql_write, spend, send, override, people"
        ),
        ("[rights.user]\nsql = 5", "S716 2:7 [5] `sql` is true or false, not a number"),
        (
            "[rights.user]\nspend = \"all\"",
            "S716 2:9 [\"all\"] `spend` is true, false or a whole number, not text"
        ),
        ("[rights.user]\nsend = -1", "S717 2:8 [-1] `send` is 0 or more"),
        ("[providers.b]\nprice = -1", "S717 2:9 [-1] `price` is 0 or more dollars"),
        ("[providers.b]\nrate = 0", "S717 2:8 [0] `rate` is more than 0"),
        (
            "[providers.b]\nbase_url = \"api.example.com\"",
            "S717 2:12 [\"api.example.com\"] `api.example.com` is not an address of the web | write \"https://host\", perhaps with a path"
        ),
        (
            "[providers.b]\nversion = 2",
            "S717 2:11 [2] `version` is 1 or 3, as in `/api/v1`"
        ),
        (
            "[providers.b]\nurl = \"https://h/x\"",
            "S717 1:1 [[providers.b]] `[providers.b]` says what only a provider of the kind http can be told | add `kind = \"http\"`"
        ),
        (
            "[providers.b]\nkind = \"http\"\n[providers.b.answer]\nphone = \"p\"",
            "S717 1:1 [[providers.b]] `[providers.b]` has no `url` to ask | add `url = \"https://…\"`"
        ),
        (
            "[providers.b]\nkind = \"http\"\nurl = \"https://h/x\"",
            "S717 1:1 [[providers.b]] nothing says where phones or emails are in the answers of `[providers.b]` | add `[providers.b.answer]` with `phone = \"data.contacts[].phone\"`"
        ),
        (
            "[providers.b]\nkind = \"http\"\nidempotent = true\nurl = \"https://h/x\"\nanswer = { phone = \"p\" }",
            "S717 1:1 [[providers.b]] `[providers.b]` is idempotent, and its request has no `${request_id}` | without one the provider cannot know that a request comes again"
        ),
        (
            "[providers.b]\nurl = \"https://${city}.h/x\"",
            "S717 2:7 [\"https://${city}.h/x\"] `url` is not an address of the web with a host of its own | write \"https://host/path\", and `${…}` only behind the host"
        ),
        (
            "[providers.b]\nurl = \"https://h/${zpi}\"",
            "S717 2:7 [\"https://h/${zpi}\"] `url` has a `${zpi}`, and nothing is called so | did you mean zip?  there are street, city, state, zip, first_name, last_name, request_id, key"
        ),
        (
            "[providers.b]\nbody = '{\"a\": ${city'",
            "S717 2:8 ['{\"a\": ${city'] `body` has a `${` without its `}`"
        ),
        (
            "[providers.b]\nbody = '{'",
            "S717 2:8 ['{'] `body` is not JSON | as '{\"street\": ${street}}', in single quotes, or \'\'\' over several lines"
        ),
        (
            "[providers.b]\nheaders = { X-Id = \"${id}\" }",
            "S717 2:20 [\"${id}\"] `X-Id` has a `${id}`, and nothing is called so | there are street, city, state, zip, first_name, last_name, request_id, key"
        ),
        (
            "[providers.b.answer]\nphone_typ = \"p\"",
            "S715 2:1 [phone_typ] `[providers.b.answer]` has no setting `phone_typ` | did you mean phone_type?  there are phone, phone_type, phone_carrier, phone_valid, phone_mobile, phone_do_not_call, phone_confidence, email, email_type, email_valid, email_confidence, matched, confidence, litigator, deceased, message, no_match_status"
        ),
        (
            "[providers.b.answer]\nphone = \"a[].p\"\nphone_type = \"a.t\"",
            "S717 3:14 [\"a.t\"] `phone_type` is not in the list that `phone` is in | as `phone = \"data[].phone\"` and `phone_type = \"data[].…\"`"
        ),
        (
            "[providers.b.answer]\nphone = \"a..p\"",
            "S717 2:9 [\"a..p\"] `a..p` is not a place in an answer | names with `.` between them, `[]` behind a list: \"data.contacts[].phone\""
        ),
        (
            "[providers]\nprice = 1",
            "S716 2:1 [price] `price` stands in no section of its own | write `[providers.NAME]`, and `price` below"
        ),
        (
            "[providers.b]\nkey_env = \"A\"\nkey_file = \"b\"",
            "S717 3:1 [key_file] the key is in two places | keep `key_env` or `key_file`"
        ),
        (
            "[transports.emial]\nkind = \"outbox\"",
            "S715 1:13 [emial] `emial` is no type of campaign | did you mean email?  there are sms, email, call, direct_mail"
        ),
        (
            "[transports.email]\nkind = \"sendmail\"",
            "S717 1:1 [[transports.email]] `[transports.email]` has no `command` to hand messages to | add `command = [\"msmtp\", \"-t\"]`"
        ),
        (
            "[transports.email]\nkind = \"sendmial\"",
            "S717 2:8 [\"sendmial\"] `sendmial` is none of the words of `kind` | did you mean sendmail?  it is outbox, sendmail, twilio, http, list, print"
        ),
        (
            "[transports.email]\nkind = \"twilio\"",
            "S717 2:8 [\"twilio\"] `email` cannot leave by the kind twilio | for `[transports.email]` there are outbox, sendmail, http"
        ),
        (
            "[transports.call]\nkind = \"print\"",
            "S717 2:8 [\"print\"] `call` cannot leave by the kind print | for `[transports.call]` there are outbox, list"
        ),
        (
            "[transports.email]\nfrom = \"Ana\"",
            "S717 2:8 [\"Ana\"] `Ana` is not an email address | write \"Ana <ana@example.com>\""
        ),
        (
            "[transports.sms]\nkind = \"twilio\"",
            "S717 1:1 [[transports.sms]] `[transports.sms]` has no `account` to send by | add `account = \"AC…\"`"
        ),
        (
            "[transports.sms]\nkind = \"twilio\"\naccount = \"AC1\"\nfrom = \"Ana\"",
            "S717 4:8 [\"Ana\"] `Ana` is not a number to send from | write it with its country, as \"+1…\""
        ),
        (
            "[transports.sms]\nkind = \"http\"\nurl = \"https://h/x\"\nbody = '{\"t\": ${text}}'",
            "S717 4:8 ['{\"t\": ${text}}'] `body` has a `${text}`, and nothing is called so | there are to, name, subject, body, from, message_id, campaign, unsubscribe, key"
        ),
        (
            "[transports.sms]\nkind = \"http\"\nurl = \"https://h/x\"",
            "S717 1:1 [[transports.sms]] the request of `[transports.sms]` does not say whom a message goes to | `body = '{\"to\": ${to}, \"text\": ${body}}'`"
        ),
        (
            "[transports.sms]\nkind = \"http\"\nurl = \"https://h/x?to=${to}\"\nidempotent = true",
            "S717 4:14 [true] `[transports.sms]` is idempotent, and its request has no `${message_id}` | without one the service cannot know that a message comes again"
        ),
        (
            "[transports.sms.answer]\nacepted = \"a\"",
            "S715 2:1 [acepted] `[transports.sms.answer]` has no setting `acepted` | did you mean accepted?  there are id, accepted, message"
        ),
        (
            "[compliance]\nunsubscribe = \"https://h/${idd}\"",
            "S717 2:15 [\"https://h/${idd}\"] `unsubscribe` has a `${idd}`, and nothing is called so | there are to, name, subject, body, from, message_id, campaign, unsubscribe, key"
        ),
        (
            "[session\nactor = \"a\"",
            "S714 1:1 [[session] the section's name is not closed | write `[session]`"
        ),
        ("[session]\nactor: \"a\"", "S714 2:6 [:] `actor` has no `=` | write `actor = value`"),
        (
            "[session]\nactor = ana",
            "S714 2:9 [ana] `ana` is not a value | text goes in quotes: \"ana\""
        ),
        (
            "[session]\nactor = \"ana",
            "S714 2:9 [\"] the text is not closed | a quote ends it, on the same line"
        ),
        (
            "[session]\nactor = \"a\" \"b\"",
            "S714 2:13 [\"b\"] the line goes on after its end | one setting to a line; `#` begins a comment"
        ),
        (
            "[session]\nactor = \"a\"\nactor = \"b\"",
            "S714 3:1 [actor] `actor` is there twice | keep one of them"
        ),
        (
            "[transports.email]\ncommand = [\"a\", \"b\"\n",
            "S714 2:11 [[] the list is not closed | items are parted by `,`, and `]` ends it"
        ),
        (
            "[session]\nactor = 2025-01-01",
            "S714 2:9 [2025-01-01] `2025-01-01` is not a value | text goes in quotes: \"2025-01-01\""
        ),
    ])
    func pointsAtIt(_ text: String, _ wanted: String) {
        #expect(faults(text).first == wanted)
    }

    @Test func findsSeveralAtOnceInTheirOrder() {
        let found = faults("[session]\nactr = \"a\"\nmax_rows = x\n[jornal]\nretention = \"1y\"\n")
        #expect(found.map { $0.prefix(8) } == ["S715 2:1", "S714 3:12".prefix(8), "S715 4:2"])
    }

    @Test func variablesAreCheckedToo() {
        #expect(
            faults("", variables: ["CVX_TIME_ZONE": "Mars", "CVX_MAX_ROWS": "many"]) == [
                "S717 1:1 [Mars] there is no time zone `Mars` | write one as \"America/Phoenix\"",
                "S716 1:1 [many] `max_rows` is a whole number, not text",
            ])
    }

    @Test(arguments: [
        "[providers.b]\napi_key = \"sk-12345\"", "[providers.b]\nkey_env = \"sk-12345\"",
        "[providers]\nb = { price = 1, token = \"sk-12345\" }", "[providers.b]\npassword = \"sk-12345",
    ])
    func secretsAreNeverRepeated(_ text: String) {
        do {
            _ = try Settings.read(
                [SettingsFile(path: "cvx.toml", bytes: Array(text.utf8))],
                Settings.Surroundings(variable: { _ in nil }, isZone: { _ in true }))
            Issue.record("nothing was wrong")
        } catch {
            for report in error.reports {
                let shown = String(decoding: report.source.bytes, as: UTF8.self)
                #expect(!shown.contains("sk-12345"))
                #expect(!report.diagnostics.contains { "\($0)".contains("sk-12345") })
            }
        }
    }

    @Test(arguments: [
        "\u{FEFF}[session]\nactor = \"a\"", "'session'.\"actor\" = 'a'", "session = { actor = \"a\" }",
        "session . actor = \"\"\"\na\"\"\"", "[ session ]\n\tactor\t=\t\"\\u0061\" # who\r\n",
    ])
    func readsOtherSpellings(_ text: String) throws {
        let settings = try Settings.read(
            [SettingsFile(path: "cvx.toml", bytes: Array(text.utf8))],
            Settings.Surroundings(variable: { _ in nil }, isZone: { _ in true }))
        #expect(settings.session.actor == "a")
    }

    @Test func survivesGarbage() {
        var state: UInt64 = 7
        let alphabet = Array("[]{}=.,#\"'\\ \n\tab1_-x".utf8)
        for _ in 0..<5_000 {
            var text: [UInt8] = []
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int((state >> 33) % UInt64(alphabet.count))])
            }
            let source = SourceText(name: "garbage", bytes: text)
            for fault in TOMLReader.read(source).diagnostics {
                #expect(Int(fault.span?.end ?? 0) <= text.count)
            }
            _ = SettingsText.masked(source)
        }
        #expect(!faults("a = " + String(repeating: "[", count: 100_000)).isEmpty)
        #expect(!faults(String(repeating: "a.", count: 100_000)).isEmpty)
        #expect(faults("\u{0}").first?.hasPrefix("E108") == true)
    }
}
