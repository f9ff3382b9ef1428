import CvxDomain
import CvxServices
import Testing

@Suite struct FixedDoNotCallListTests {
    private let now = Instant(milliseconds: 1_000)

    @Test func saysWhatForbids() throws {
        let one = try #require(NANPNumber("(480) 555-0156")), other = try #require(NANPNumber("480-555-0157"))
        let over = DoNotCallMark(.house, since: now, expires: now)
        let optOut = DoNotCallMark(.house, isOptOut: true)
        let list = FixedDoNotCallList(
            numbers: [one: [over, DoNotCallMark(.national), optOut], other: [over]],
            addresses: ["ana@example.com": [optOut]])
        #expect(list.marks(on: [one, other, one], at: now) == [one: [optOut, DoNotCallMark(.national)]])
        #expect(
            list.marks(on: ["Ana@Example.com", "bo@example.com"], at: now) == ["Ana@Example.com": [optOut]])
        #expect(list.marks(on: [String](), at: now).isEmpty)
    }

    @Test func anOldListIsStale() throws {
        let of = try #require(Day(year: 2026, month: 1, day: 1))
        let list = ImportedDoNotCallList(list: .national, asOf: of, importedAt: now, count: 1)
        #expect(!list.isStale(on: Day(number: of.number + 31)))
        #expect(list.isStale(on: Day(number: of.number + 32)))
        #expect(list.age(on: Day(number: of.number - 1)) == 0)
    }
}
