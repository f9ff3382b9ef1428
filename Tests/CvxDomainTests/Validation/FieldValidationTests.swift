import CvxDomain
import Testing

@Suite struct FieldValidationTests {
    private func problem(
        _ value: Scalar, _ field: String, of name: String = "leads", held: Set<String> = []
    ) throws -> FieldProblem? {
        let field = try #require(Catalog.entity(name)?.field(field))
        return FieldValidation.check(value, field: field, entity: name, held: held)
    }

    @Test(arguments: [
        ("lead_score", Scalar.int(0)), ("ai_score", .int(100)), ("lead_score", .null), ("phone", .null),
        ("tax_debt", .money(Money(tenThousandths: 0))), ("equity", .money(Money(tenThousandths: -1))),
        ("phone", .phone("(480) 555-0156")), ("email", .text("ana@example.com")),
        ("timezone", .text("America/Phoenix")), ("timezone", .text("UTC")),
        ("quiet_hours_start", .text("00:00")), ("quiet_hours_end", .text("23:59")), ("state", .text("AZ")),
        ("zip", .text("00501")), ("zip", .text("85034-1234")), ("status", .symbol("status", "NEW")),
        ("status", .text("under_contract")), ("phones_json", .text(#" ["(480) 555-0156"]"#)),
        ("raw_data", .text("{}")), ("owner_name", .text("O'Neil\nJr")),
    ])
    func takes(_ field: String, _ value: Scalar) throws {
        #expect(try problem(value, field) == nil)
    }

    @Test(arguments: [
        ("lead_score", Scalar.int(101), "`lead_score` cannot be 101", "it is between 0 and 100"),
        ("ai_score", .int(-1), "`ai_score` cannot be -1", "it is between 0 and 100"),
        ("lead_score", .decimal(100.5), "`lead_score` cannot be 100.5", "it is between 0 and 100"),
        ("tax_debt", .money(Money(tenThousandths: -1)), "`tax_debt` cannot be negative", "write 0 or more"),
        ("feedback_bad", .int(-2), "`feedback_bad` cannot be negative", "write 0 or more"),
        ("estimated_value", .decimal(.nan), "`estimated_value` takes no infinite number", "write a number"),
        ("timezone", .text("EST"), "`EST` is not a time zone", "a name such as `America/Phoenix`"),
        ("quiet_hours_end", .text("8:00"), "`8:00` is not a time of day", "write `08:00`"),
        (
            "quiet_hours_end", .text("24:00"), "`24:00` is not a time of day",
            "hours and minutes: `21:00`, `08:30`"
        ),
        ("state", .text("arizona"), "`arizona` is not a state's code", "write `AZ`"),
        ("state", .text("az"), "`az` is not a state's code", "write `AZ`"),
        ("state", .text("Ontario"), "`Ontario` is not a state's code", "two letters: `AZ`"),
        ("zip", .text("8503"), "`8503` is not a ZIP code", "`85034` or `85034-1234`"),
        ("zip", .text("85034-"), "`85034-` is not a ZIP code", "`85034` or `85034-1234`"),
        ("zip", .text(""), "`` is not a ZIP code", "`85034` or `85034-1234`"),
        ("raw_data", .text("{"), "`raw_data` takes JSON", #"for example `'{"a": 1}'`"#),
        ("phones_json", .text("{}"), "`phones_json` takes a JSON list", #"for example `'["…"]'`"#),
        ("owner_name", .text("a\0b"), "`owner_name` takes no NUL character", "leave it out"),
        (
            "phone", .text("(411) 555-0156"),
            "`(411) 555-0156` is not a phone number: there is no area code 411",
            "an area code begins with 2 to 9, has no 9 in the middle and does not end in 11"
        ),
    ])
    func refuses(_ field: String, _ value: Scalar, _ message: String, _ help: String) throws {
        let found = try #require(try problem(value, field))
        #expect(found.message == message)
        #expect(found.help == help)
    }

    @Test func percentages() throws {
        #expect(try problem(.percent(1), "confidence", of: "phones") == nil)
        #expect(try problem(.decimal(0.8), "confidence", of: "phones") == nil)
        #expect(
            try problem(.percent(1.01), "confidence", of: "phones")?.message
                == "`confidence` is between 0% and 100%")
        #expect(try problem(.int(80), "confidence", of: "traces")?.help == "write `80%`")
        #expect(try problem(.percent(-0.1), "confidence", of: "traces") != nil)
    }

    @Test(arguments: ["", " ", " vip", "vip\n", "call\r\nback", "a\u{0}b"])
    func labelsAreOneLine(_ text: String) throws {
        #expect(try problem(.text(text), "tag", of: "tags") != nil)
        #expect(try problem(.text("call back — Zoë"), "tag", of: "tags") == nil)
    }

    @Test func unknownWordsNameTheKnown() throws {
        let problem = try #require(try problem(.text("HTO"), "temperature_tag"))
        #expect(problem.message == "`HTO` is not a temperature")
        #expect(problem.help == "values: DEAD, WARM, HOT, ON_FIRE")
        #expect(problem.candidates == ["DEAD", "WARM", "HOT", "ON_FIRE"])
    }

    @Test func wordsThatTheColumnHoldsAreTaken() throws {
        #expect(try problem(.text("COLD"), "temperature_tag", held: ["COLD"]) == nil)
        #expect(try problem(.text("cold"), "temperature_tag", held: ["COLD"]) != nil)
        #expect(try problem(.text("Arizona"), "state", held: ["Arizona"]) == nil)
    }

    @Test func passwordsAreNotWritten() throws {
        #expect(try problem(.text("x"), "password", of: "users") != nil)
    }

    @Test func everyRuledFieldRefusesSomething() {
        for entity in Catalog.entities {
            for field in entity.fields where field.rule != nil {
                let bad: [Scalar] = [.int(-1), .text("{? ")]
                #expect(
                    bad.contains { FieldValidation.check($0, field: field, entity: entity.name) != nil },
                    "\(entity.name).\(field.name)")
            }
        }
    }
}

@Suite struct EmailAddressTests {
    @Test(arguments: [
        "ana@example.com", "a.b+c_d-e@mail.example.co.uk", "o'neil@example.org", "x@bücher.example",
        "1@2.example", String(repeating: "a", count: 64) + "@example.com",
    ])
    func takes(_ text: String) { #expect(EmailAddress.problem(text) == nil) }

    @Test(arguments: [
        "", "ana", "@example.com", "ana@", "ana@@example.com", "ana@example", "a na@example.com",
        ".ana@example.com", "ana.@example.com", "a..b@example.com", "ana@.example.com", "ana@example.com.",
        "ana@-example.com", "ana@exa_mple.com", "ana@127.0.0.1", "ana@example.c", "Ana <ana@example.com>",
        "ana@example.com, bo@example.com", "ana@example.com;bo@example.com", "añá@example.com",
        "\"ana\"@example.com", "ana@[127.0.0.1]", String(repeating: "a", count: 65) + "@example.com",
        "a@" + String(repeating: "b", count: 64) + ".com", "ana@example.com\n",
        "a@" + String(repeating: "bcd.", count: 65) + "com",
    ])
    func refuses(_ text: String) { #expect(EmailAddress.problem(text) != nil) }
}

@Suite struct PlainEmailAddressTests {
    /// Also what is taken at a glance, which most are.
    @Test(arguments: [
        ("a@example.com", true), ("a.b+c_d-e@mail.example.co.uk", true), ("A9@EXAMPLE.ORG", true),
        ("1@1.io", true),
        ("a@b", false), ("a@b.c", false), ("a@b.12", false), (".a@b.co", false), ("a.@b.co", false),
        ("a..b@c.de", false), ("a@b..co", false), ("a@.co", false), ("a@-b.co", false), ("a@b-.co", false),
        ("a@b.co-", false), ("@b.co", false), ("a@", false), ("a@b@c.de", false), ("a b@c.de", false),
        ("a@b_c.de", false), ("a@b.c1", true), ("a@b.1c", true), ("", false), ("a@b.co.", false),
        ("a%b@c.de", true),
    ])
    func takes(_ text: String, _ isTaken: Bool) {
        #expect((EmailAddress.problem(text) == nil) == isTaken)
    }

    @Test func lengths() {
        let local = String(repeating: "a", count: 64), label = String(repeating: "b", count: 63)
        #expect(EmailAddress.problem("\(local)@example.com") == nil)
        #expect(EmailAddress.problem("a\(local)@example.com") != nil)
        #expect(EmailAddress.problem("a@\(label).com") == nil)
        #expect(EmailAddress.problem("a@b\(label).com") != nil)
        let long = Array(repeating: label, count: 4).joined(separator: ".")
        #expect(EmailAddress.problem("a@\(long).com") != nil)
    }
}
