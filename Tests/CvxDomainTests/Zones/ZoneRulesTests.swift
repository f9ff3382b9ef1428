import CvxDomain
import Foundation
import Testing

@Suite struct ZoneRulesTests {
    /// Foundation has a database and an implementation of its own.
    @Test(arguments: [
        "America/New_York", "America/Phoenix", "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo",
        "Pacific/Honolulu", "Pacific/Chatham", "Europe/London", "Europe/Dublin", "Asia/Kolkata",
        "Australia/Lord_Howe", "Australia/Sydney", "Africa/Cairo", "UTC",
    ])
    func agreesWithFoundation(_ name: String) throws {
        let rules = try #require(ZoneDatabase.rules(name))
        let zone = try #require(TimeZone(identifier: name))
        // From 1900 to 2200, at hours that wander through the day.
        for seconds in stride(from: Int64(-2_208_988_800), to: 7_258_118_400, by: 1_000_003) {
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(rules.offset(at: seconds) == Int64(expected), "\(seconds)")
        }
    }

    @Test func changesAtTheSecond() throws {
        let rules = try #require(ZoneDatabase.rules("America/New_York"))
        // 2025-03-09 and 2025-11-02; 2150-03-08 by rule alone.
        for (change, before, after) in [
            (1_741_503_600, -18_000, -14_400), (1_762_063_200, -14_400, -18_000),
            (Int64(5_686_009_200), Int64(-18_000), Int64(-14_400)),
        ] {
            #expect(rules.offset(at: change - 1) == before)
            #expect(rules.offset(at: change) == after)
        }
    }

    @Test func wallClockThatJumps() throws {
        let zone = try #require(ZoneDatabase.rules("America/New_York"))
        let day = try #require(Day(year: 2026, month: 3, day: 8)).number * 86_400_000
        // 2:00 to 2:59 are skipped: all of them are the moment of the jump, 7:00 UTC.
        for minute: Int64 in [120, 150, 179] {
            #expect(zone.instant(local: day + minute * 60_000).milliseconds == day + 25_200_000)
        }
        #expect(zone.instant(local: day + 180 * 60_000).milliseconds == day + 25_200_000)
        // 1:30 comes twice on the first of November, first by summer time.
        let autumn = try #require(Day(year: 2026, month: 11, day: 1)).number * 86_400_000
        #expect(zone.instant(local: autumn + 5_400_000).milliseconds == autumn + 19_800_000)
    }

    @Test func bytesThatAreNoZone() throws {
        #expect(ZoneRules([]) == nil)
        #expect(ZoneRules(Array("TZif2".utf8)) == nil)
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/London")))
        // Only the rule at the end may be missing.
        let shortest = whole.dropLast().lastIndex(of: 0x0A) ?? 0
        for count in 0..<shortest { #expect(ZoneRules(Array(whole[..<count])) == nil) }
        #expect(ZoneRules(Array(whole[..<shortest])) != nil)
        // Damage anywhere makes no crash.
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0xFF
            _ = ZoneRules(damaged)?.offset(at: 1_741_503_600)
        }
    }

    @Test func namesLeadNowhereElse() {
        for name in [
            "", "/etc/localtime", "../../../etc/localtime", "America/../UTC", "America", "No/Where", "a\0b",
        ] {
            #expect(ZoneDatabase.rules(name) == nil, "\(name)")
        }
        #expect(ZoneDatabase.names().contains("America/Phoenix"))
    }
}

@Suite struct YearlyRuleTests {
    private func offsets(_ text: String, _ dates: [(Int, Int, Int)]) throws -> [Int64] {
        let rules = ZoneRules(try #require(YearlyRule(Array(text.utf8)[...])))
        return try dates.map { year, month, day in
            rules.offset(at: try #require(Day(year: year, month: month, day: day)).number * 86_400) / 60
        }
    }

    @Test func readsEveryForm() throws {
        #expect(try offsets("MST7", [(2025, 7, 1)]) == [-420])
        #expect(try offsets("<+0330>-3:30", [(2025, 7, 1)]) == [210])
        #expect(
            try offsets("EST5EDT,M3.2.0,M11.1.0", [(2025, 3, 9), (2025, 3, 10), (2025, 11, 3)]) == [
                -300, -240, -300,
            ])
        #expect(
            try offsets("EST5EDT4,J60/0,J300", [(2024, 3, 1), (2024, 3, 2), (2025, 3, 2)]) == [
                -300, -240, -240,
            ])
        #expect(try offsets("AAA0BBB,58,300", [(2025, 2, 28), (2025, 3, 1)]) == [0, 60])
        #expect(
            try offsets("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", [(2025, 1, 1), (2025, 6, 1), (2025, 12, 31)])
                == [660, 630, 660])
        // Ireland's summer is its standard time.
        #expect(try offsets("IST-1GMT0,M10.5.0,M3.5.0/1", [(2025, 1, 1), (2025, 7, 1)]) == [0, 60])
    }

    @Test(arguments: [
        "", "E5", "EST", "EST+", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0",
        "EST5EDT,M3.6.0,M11.1.0",
        "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J365", "EST5EDT,366,1", "EST168", "<EST5", "EST5 ", "MST7,",
        "EST5EDT,M3.2.0/,M11.1.0",
    ])
    func refuses(_ text: String) { #expect(YearlyRule(Array(text.utf8)[...]) == nil) }
}
