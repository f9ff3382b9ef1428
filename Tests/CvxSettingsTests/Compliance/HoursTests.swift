import CvxDomain
import CvxServices
import Testing

/// Hours of states and zones, worked out by hand: the answers are what a clock and the law say, not what was recorded.
@Suite struct HoursTests {
    private func answer(_ whom: String, _ moment: String, quiet: QuietHours? = nil) throws -> String {
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant(moment))
        var facts = try Contacts.facts(whom, check)
        facts.quiet = quiet
        return Contacts.text(check.check(facts))
    }

    @Test(arguments: [
        // New Jersey has the federal hours. 7:59 and 8:00 by winter time.
        ("NJ 07030 201", "2026-03-07T12:59:00Z", "hours.federal@2026-03-07T13:00Z"),
        ("NJ 07030 201", "2026-03-07T13:00:00Z", ""),
        // 20:59 and 21:00 on the evening before the clocks go forward: 8:00 is an hour sooner.
        ("NJ 07030 201", "2026-03-08T01:59:59Z", ""),
        ("NJ 07030 201", "2026-03-08T02:00:00Z", "hours.federal@2026-03-08T12:00Z"),
        // 21:00 on the evening before they go back: an hour later.
        ("NJ 07030 201", "2026-11-01T00:59:59Z", ""),
        ("NJ 07030 201", "2026-11-01T01:00:00Z", "hours.federal@2026-11-01T13:00Z"),
        // Midnight itself.
        ("NJ 07030 201", "2026-06-15T04:00:00Z", "hours.federal@2026-06-15T12:00Z"),
        // Phoenix has no summer time: 8:00 is 15:00 all year.
        ("AZ 85004 480", "2026-03-08T14:59:00Z", "hours.federal@2026-03-08T15:00Z"),
        ("AZ 85004 480", "2026-07-01T14:59:00Z", "hours.federal@2026-07-01T15:00Z"),
        ("AZ 85004 480", "2026-07-01T15:00:00Z", ""),
        ("AZ 85004 480", "2026-11-02T03:59:00Z", ""),
        ("AZ 85004 480", "2026-11-02T04:00:00Z", "hours.federal@2026-11-02T15:00Z"),
        // Without a zip code it may be the Navajo Nation, which has: both clocks have to be within.
        ("AZ 480", "2026-07-01T14:30:00Z", "hours.federal@2026-07-01T15:00Z"),
        ("AZ 480", "2026-07-02T03:00:00Z", "hours.federal@2026-07-02T15:00Z"),
        ("AZ 480", "2026-12-02T03:30:00Z", ""),
    ]) func federal(whom: String, moment: String, expected: String) throws {
        #expect(try answer(whom, moment) == expected)
    }

    @Test(arguments: [
        // Florida: 20:00, then 21:00, where the federal hours have ended too.
        ("FL 33101 305", "2026-06-09T23:59:00Z", ""),
        ("FL 33101 305", "2026-06-10T00:00:00Z", "hours.FL@2026-06-10T12:00Z"),
        (
            "FL 33101 305", "2026-06-10T01:00:00Z",
            "hours.federal@2026-06-10T12:00Z hours.FL@2026-06-10T12:00Z"
        ),
        // Two zones in Florida: 8:30 in the east is 7:30 in the west.
        ("FL 850", "2026-06-10T12:30:00Z", "hours.federal@2026-06-10T13:00Z hours.FL@2026-06-10T13:00Z"),
        (
            "FL 32501 850", "2026-06-10T12:30:00Z",
            "hours.federal@2026-06-10T13:00Z hours.FL@2026-06-10T13:00Z"
        ),
        ("FL 850", "2026-06-11T00:30:00Z", "hours.FL@2026-06-11T13:00Z"),
        // 20:00 in the other states that end then; each by its own clock.
        ("OK 73102 405", "2026-06-10T01:00:00Z", "hours.OK@2026-06-10T13:00Z"),
        ("WA 98101 206", "2026-06-10T03:00:00Z", "hours.WA@2026-06-10T15:00Z"),
        ("MD 21201 410", "2026-06-10T00:00:00Z", "hours.MD@2026-06-10T12:00Z"),
        ("MA 02108 617", "2026-06-10T00:00:00Z", "hours.MA@2026-06-10T12:00Z"),
        // Alabama, Louisiana, Mississippi: no Sundays (14 June 2026), so Saturday evening lasts till Monday.
        ("AL 35203 205", "2026-06-14T18:00:00Z", "hours.AL@2026-06-15T13:00Z"),
        ("LA 70112 504", "2026-06-14T01:00:00Z", "hours.LA@2026-06-15T13:00Z"),
        ("MS 39201 601", "2026-06-13T18:00:00Z", ""),
        ("MS 39201 601", "2026-06-14T14:00:00Z", "hours.MS@2026-06-15T13:00Z"),
        // Connecticut and Nevada 9 to 20.
        ("CT 06103 860", "2026-06-15T12:59:00Z", "hours.CT@2026-06-15T13:00Z"),
        ("CT 06103 860", "2026-06-16T00:00:00Z", "hours.CT@2026-06-16T13:00Z"),
        ("NV 89101 702", "2026-06-15T15:30:00Z", "hours.NV@2026-06-15T16:00Z"),
        ("NV 89101 702", "2026-06-16T03:00:00Z", "hours.NV@2026-06-16T16:00Z"),
        // Texas 9 to 21, Sundays from noon; El Paso an hour after Dallas.
        ("TX 75201 214", "2026-06-15T13:30:00Z", "hours.TX@2026-06-15T14:00Z"),
        ("TX 79901 915", "2026-06-15T14:30:00Z", "hours.TX@2026-06-15T15:00Z"),
        ("TX 75201 214", "2026-06-14T16:59:00Z", "hours.TX@2026-06-14T17:00Z"),
        ("TX 75201 214", "2026-06-14T17:00:00Z", ""),
        (
            "TX 75201 214", "2026-06-14T02:00:00Z",
            "hours.federal@2026-06-14T13:00Z hours.TX@2026-06-14T17:00Z"
        ),
        // The Sunday on which the clocks go back: noon is 18:00 UTC.
        ("TX 75201 214", "2026-11-01T17:30:00Z", "hours.TX@2026-11-01T18:00Z"),
        ("KY 40502 859", "2026-06-15T13:59:00Z", "hours.KY@2026-06-15T14:00Z"),
        ("MI 48201 313", "2026-06-15T12:30:00Z", "hours.MI@2026-06-15T13:00Z"),
        ("MN 55401 612", "2026-06-15T13:30:00Z", "hours.MN@2026-06-15T14:00Z"),
        ("NM 87102 505", "2026-06-15T14:30:00Z", "hours.NM@2026-06-15T15:00Z"),
        // Rhode Island: weekdays to 18:00, so Friday evening lasts till Monday.
        ("RI 02903 401", "2026-06-12T21:59:00Z", ""),
        ("RI 02903 401", "2026-06-12T22:00:00Z", "hours.RI@2026-06-15T13:00Z"),
    ]) func states(whom: String, moment: String, expected: String) throws {
        #expect(try answer(whom, moment) == expected)
    }

    @Test(arguments: [
        // A lead in Dallas with a Miami number: both states' rules, in both zones.
        ("TX 75201 305", "2026-06-15T13:30:00Z", "hours.TX@2026-06-15T14:00Z"),
        ("TX 75201 305", "2026-06-16T00:30:00Z", "hours.FL@2026-06-16T13:00Z"),
        // Nothing is known of a toll-free number: from Guam (UTC+10) to Samoa (UTC-11) all have to be open.
        ("800", "2026-01-15T18:00:00Z", "hours.federal@2026-01-15T22:00Z"),
        ("800", "2026-01-15T22:00:00Z", ""),
        // The last to be open is Puerto Rico, till 21:00 there (01:00 UTC).
        ("800", "2026-01-16T00:59:00Z", ""),
        ("800", "2026-01-16T01:00:00Z", "hours.federal@2026-01-16T22:00Z"),
        // A number's area code alone.
        ("808", "2026-01-15T17:30:00Z", "hours.federal@2026-01-15T18:00Z"),
        // The lead's own zone goes before what state and number allow, whose rules hold all the same.
        ("808 America/New_York", "2026-01-15T13:30:00Z", ""),
        (
            "FL 305 America/Los_Angeles", "2026-06-10T04:30:00Z",
            "hours.federal@2026-06-10T15:00Z hours.FL@2026-06-10T15:00Z"
        ),
        ("FL 305 America/Los_Angeles", "2026-06-10T03:30:00Z", "hours.FL@2026-06-10T15:00Z"),
        // The zip code says the state where the lead does not.
        ("33101 800", "2026-06-10T00:30:00Z", "hours.FL@2026-06-10T12:00Z"),
    ]) func places(whom: String, moment: String, expected: String) throws {
        #expect(try answer(whom, moment) == expected)
    }

    @Test(arguments: [
        (720, 810, "2026-06-15T16:30:00Z", "quiet_hours@2026-06-15T17:30Z"),
        (720, 810, "2026-06-15T17:30:00Z", ""),
        // Across midnight: 18:00 to 10:00.
        (1_080, 600, "2026-06-15T12:30:00Z", "quiet_hours@2026-06-15T14:00Z"),
        (1_080, 600, "2026-06-15T22:30:00Z", "quiet_hours@2026-06-16T14:00Z"),
        (1_080, 600, "2026-06-15T21:59:00Z", ""),
        // Across midnight and the clock's jump: 20:00 by winter time to 9:30 by summer time.
        (1_200, 570, "2026-03-08T01:30:00Z", "quiet_hours@2026-03-08T13:30Z"),
        // They end at 2:30, which the clock jumps over: at 3:00.
        (1_260, 150, "2026-03-08T06:00:00Z", "hours.federal@2026-03-08T12:00Z quiet_hours@2026-03-08T07:00Z"),
        // They end at 1:30, which comes twice: each time.
        (0, 90, "2026-11-01T05:10:00Z", "hours.federal@2026-11-01T13:00Z quiet_hours@2026-11-01T05:30Z"),
        (0, 90, "2026-11-01T05:40:00Z", "hours.federal@2026-11-01T13:00Z"),
        (0, 90, "2026-11-01T06:10:00Z", "hours.federal@2026-11-01T13:00Z quiet_hours@2026-11-01T06:30Z"),
        // As long as they are nothing, nothing is quiet.
        (600, 600, "2026-06-15T14:00:00Z", ""),
    ]) func quiet(start: Int, end: Int, moment: String, expected: String) throws {
        let hours = QuietHours(start: start, end: end)
        #expect(try answer("NJ 07030 201", moment, quiet: hours) == expected)
    }

    @Test func wholeOpening() throws {
        // 20:30 in Florida, quiet till 10:30: neither alone says when all is open.
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant("2026-06-10T00:30:00Z"))
        var facts = try Contacts.facts("FL 33101 305", check)
        facts.quiet = QuietHours(start: 1_200, end: 630)
        #expect(Contacts.text(check.opening(of: facts)) == "2026-06-10T14:30Z")
        facts.add(.doNotCall)
        #expect(check.opening(of: facts) == nil)
    }

    /// What a caller is told: the clock there and the hours that are left, all rules and zones together.
    @Test(arguments: [
        // 10:00 in New Jersey, by the federal hours.
        ("NJ 07030 201", nil, "2026-06-15T14:00:00Z", "America/New_York 600 480 1260"),
        // Florida ends at 20:00; where both zones may be, the east closes at 19:00 of the western clock.
        ("FL 33101 305", nil, "2026-06-09T23:59:00Z", "America/New_York 1199 480 1200"),
        ("FL 850", nil, "2026-06-10T16:00:00Z", "America/Chicago+America/New_York 660 480 1140"),
        // Quiet from 15:00 on.
        (
            "NJ 07030 201", QuietHours(start: 900, end: 600), "2026-06-15T18:00:00Z",
            "America/New_York 840 600 900"
        ),
        // The day on which clocks go forward: the hours are those of the wall clock.
        ("NJ 07030 201", nil, "2026-03-08T12:30:00Z", "America/New_York 510 480 1260"),
        ("NJ 07030 201", nil, "2026-06-15T04:00:00Z", "closed"),
    ]) func window(whom: String, quiet: QuietHours?, moment: String, expected: String) throws {
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant(moment))
        var facts = try Contacts.facts(whom, check, .call)
        facts.quiet = quiet
        let hours = check.hours(of: facts)
        #expect(
            hours.map { "\($0.zones.joined(separator: "+")) \($0.now) \($0.opens) \($0.closes)" } ?? "closed"
                == expected)
    }

    @Test func sentence() throws {
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant("2026-06-14T18:00:00Z"))
        let found = check.check(try Contacts.facts("AL 35203 205", check))
        #expect(
            found.map(\.sentence) == [
                "it is 13:00 on Sunday in America/Chicago; Alabama allows no calls or texts on Sundays"
            ])
        #expect(found.map(\.origin.source) == ["Ala. Code 8-19A"])
    }
}
