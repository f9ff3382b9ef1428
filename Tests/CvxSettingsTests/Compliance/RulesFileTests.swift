import CvxDomain
import CvxLanguage
import CvxServices
import Testing

@testable import CvxSettings

@Suite struct RulesFileTests {
    @Test func standardIsWhole() throws {
        let rules = try Contacts.rules()
        #expect(rules.marks.allSatisfy { $0 != nil })
        let named = rules.hours.compactMap { $0.state.map { rules.places.states[$0].code } }
        #expect(
            named == [
                "AL", "CT", "FL", "KY", "LA", "MA", "MD", "MI", "MN", "MS", "NM", "NV", "OK", "RI", "TX",
                "WA",
            ])
        let day: Int64 = 86_400_000
        #expect(rules.nationalList?.length == day * 31)
        #expect(rules.houseList?.length == day * 365 * 5)
        #expect(rules.stopWords?.words.count == 8)
        // Every zone is one that the system knows.
        #expect(rules.places.zones.filter { ZoneDatabase.rules($0) == nil } == [])
        #expect(rules.places.states.count == 56)
        #expect(rules.places.states.filter { $0.zones == 0 }.map(\.code) == [])
        #expect(rules.places.areaCodes.count { $0 != nil } == 375)
        // Codes that no number has.
        #expect(
            (0..<1_000).filter { rules.places.areaCodes[$0] != nil }.allSatisfy {
                NANPNumber(digits: UInt64($0) * 10_000_000 + 5_550_123) != nil
            })
    }

    @Test(arguments: [
        (212, "NY", ["America/New_York"]), (480, "AZ", ["America/Phoenix"]),
        (928, "AZ", ["America/Phoenix", "America/Denver"]),
        (850, "FL", ["America/New_York", "America/Chicago"]),
        (915, "TX", ["America/Denver"]), (423, "TN", ["America/New_York", "America/Chicago"]),
        (208, "ID", ["America/Los_Angeles", "America/Boise"]),
        (906, "MI", ["America/Detroit", "America/Menominee"]),
        (787, "PR", ["America/Puerto_Rico"]), (671, "GU", ["Pacific/Guam"]),
        (907, "AK", ["America/Anchorage", "America/Adak"]),
    ]) func areaCodes(code: Int, state: String, zones: [String]) throws {
        let places = try Contacts.rules().places
        let place = try #require(places.areaCodes[code])
        #expect(places.states[place.state].code == state)
        #expect(Set(places.names(of: place.zones)) == Set(zones))
    }

    @Test(arguments: [
        ("85004", "AZ"), ("10001-1234", "NY"), ("00501", "NY"), ("02108", "MA"), ("99501", "AK"),
        ("96910", "GU"),
    ]) func zips(zip: String, state: String) throws {
        let places = try Contacts.rules().places
        #expect(places.zip(zip.utf8).map { places.states[$0.state].code } == state)
    }

    @Test(arguments: ["", "8500", "850045", "ABCDE", "00001"])
    func noZips(zip: String) throws { #expect(try Contacts.rules().places.zip(zip.utf8) == nil) }

    @Test func statesByName() throws {
        let places = try Contacts.rules().places
        for text in ["AZ", "az", " Az ", "Arizona", "ARIZONA"] {
            #expect(places.state(text.utf8).map { places.states[$0].code } == "AZ")
        }
        #expect(places.state("ZZ".utf8) == nil)
        #expect(places.state("Äß".utf8) == nil)
    }

    @Test func ownRules() throws {
        let file = """
            [hours.GA]
            every_day = "10:00-18:00"
            source = "counsel"
            date = "2026-01-02"

            [hours.FL]
            sunday = "closed"
            source = "counsel"
            date = "2026-01-03"

            # To come.
            [hours.federal-2027]
            every_day = "09:00-20:00"
            since = "2027-01-01"
            source = "a bill"
            date = "2026-11-01"

            [area_codes.GA]
            "America/New_York" = [999]
            """
        let rules = try Contacts.rules(file)
        func answer(_ whom: String, _ moment: String) throws -> String {
            let check = ComplianceCheck(rules, at: try Contacts.instant(moment))
            return Contacts.text(check.check(try Contacts.facts(whom, check)))
        }
        #expect(try answer("GA 30303 404", "2026-06-15T13:30:00Z") == "hours.GA@2026-06-15T14:00Z")
        // The other days of Florida stay as they were.
        #expect(try answer("FL 33101 305", "2026-06-14T16:00:00Z") == "hours.FL@2026-06-15T12:00Z")
        #expect(try answer("FL 33101 305", "2026-06-15T12:00:00Z") == "")
        // New Year's Eve 21:00 in New Jersey: the next morning has the new hours.
        #expect(try answer("NJ 07030 201", "2027-01-01T02:00:00Z") == "hours.federal@2027-01-01T14:00Z")
        #expect(rules.hours.first { $0.origin.id == "hours.GA" }?.origin.file == "/w/rules.toml")
        #expect(rules.places.areaCodes[999] != nil)
    }

    @Test(arguments: [
        ("[hour.FL]\n", "S715 1:2 rules have no section `hour`"),
        ("[hours.FLA]\nevery_day = \"08:00-20:00\"\n", "S715 1:8 `FLA` is no state"),
        ("[hours.FL]\nevery_day = \"8-20\"\n", "S717 2:13 `8-20` are not the hours of a day"),
        ("[hours.FL]\nevery_day = \"20:00-08:00\"\n", "S717 2:13 `20:00-08:00` ends before it begins"),
        ("[hours.FL]\nsundays = \"closed\"\n", "S715 2:1 `[hours.FL]` has no setting `sundays`"),
        (
            "[hours.FL]\nsunday = \"closed\"\n",
            "S717 1:8 `[hours.FL]` does not say where it is from and of when"
        ),
        (
            "[hours.GA]\nsunday = \"closed\"\nsource = \"x\"\ndate = \"2026-01-01\"\n",
            "S717 1:8 some days of `GA` have no hours"
        ),
        ("[hours.FL]\ndate = \"2026-02-30\"\n", "S717 2:8 `2026-02-30` is not a day"),
        ("[frequency.FL]\ncontacts = 0\n", "S717 2:12 `contacts` is 1 or more"),
        (
            "[rules.opt_out]\noverride = true\nsource = \"x\"\ndate = \"2026-01-01\"\n",
            "S717 1:8 nothing overrides `opt_out`"
        ),
        (
            "[rules.opt_out]\nchannels = [\"sms\"]\nsource = \"x\"\ndate = \"2026-01-01\"\n",
            "S717 1:8 `opt_out` cannot be taken from a channel"
        ),
        ("[rules.optout]\n", "S715 1:8 `optout` is no rule"),
        ("[area_codes.FL]\n\"America/Miami\" = [305]\n", "S717 2:1 there is no time zone `America/Miami`"),
        ("[area_codes.FL]\n\"America/New_York\" = [30]\n", "S717 2:22 `30` is not a code of three digits"),
        ("[states]\nflorida = \"Florida\"\n", "S717 2:1 `florida` is not two capitals"),
        ("[hours]\nFL = \"08:00-20:00\"\n", "S716 2:1 `FL` stands in no section of its own"),
        ("[hours.FL\n", "S714 1:1 the section's name is not closed"),
    ]) func faults(text: String, expected: String) throws {
        do {
            _ = try Contacts.rules(text)
            Issue.record("no fault")
        } catch let error as SettingsError {
            let found = error.reports.flatMap { report in
                report.diagnostics.map { fault in
                    let (line, column) = report.source.position(of: (fault.span ?? .none).start)
                    return "\(fault.code) \(line):\(column) \(fault.message)"
                }
            }
            #expect(found == [expected])
        }
    }
}
