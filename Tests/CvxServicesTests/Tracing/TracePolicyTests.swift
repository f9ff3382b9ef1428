import CvxDomain
import CvxServices
import Testing

@Suite struct TracePolicyTests {
    private let start = Instant(milliseconds: 1_780_000_000_000)

    private func later(_ milliseconds: Int64) -> Instant {
        Instant(milliseconds: start.milliseconds + milliseconds)
    }

    @Test func delaysGrowAndHonourWhatIsAsked() {
        var random = SystemRandomNumberGenerator()
        for attempt in 1...10 {
            let full: Int64 = min(30_000, 500 << Int64(attempt - 1))
            let delay = RetryDelay().milliseconds(after: attempt, asked: nil, using: &random) ?? -1
            #expect((full / 2...full).contains(delay))
        }
        #expect(RetryDelay().milliseconds(after: 1, asked: 7_000, using: &random) == 7_000)
        #expect(RetryDelay().milliseconds(after: 1, asked: 61_000, using: &random) == nil)
    }

    @Test func theCircuitOpensAtThreeInTen() {
        var breaker = CircuitBreaker()
        func note(_ failed: Bool, _ moment: Instant) -> Bool { breaker.note(failed: failed, at: moment) }
        // Eight of the first thirty; as those leave the window, eight more come.
        for number in 0..<30 { #expect(!note(number < 8, start)) }
        for _ in 0..<8 { #expect(!note(true, start)) }
        #expect(breaker.state(at: start) == .closed)
        #expect(note(true, start))
        #expect(breaker.state(at: later(59_999)) == .open(until: later(60_000)))
        #expect(breaker.state(at: later(60_000)) == .probing)
        #expect(note(true, later(60_000)))
        #expect(breaker.state(at: later(60_001)) == .open(until: later(120_000)))
        #expect(note(false, later(120_000)))
        #expect(breaker.state(at: later(120_000)) == .closed)
        // A clock that was set back does not keep it open.
        #expect(CircuitBreaker(opened: later(3_600_000)).state(at: start) == .probing)
    }

    @Test func questionsThatAreOne() {
        let one = ContactRequest(street: "12 N. Oak St", city: "Phoenix", state: "AZ", zip: "85034-1234")
        let same = ContactRequest(street: "12 n oak  st.", city: "PHOENIX", state: "az", zip: "85034")
        let unit = ContactRequest(street: "12 N Oak St #4", city: "Phoenix", state: "AZ", zip: "85034")
        #expect(TraceQuestion(one, id: "a").key == TraceQuestion(same, id: "b").key)
        #expect(TraceQuestion(one, id: "a").key != TraceQuestion(unit, id: "a").key)
    }

    @Test func findingsAreWeighed() {
        var findings = ContactFindings()
        var phone = ContactPhone(number: "4805550101")
        phone.confidence = 1
        findings.add(phone, .sameAddress, at: "leads @a")
        phone.isDoNotCall = true
        findings.add(phone, .sameOwnerSameCity, at: "leads @b")
        var other = ContactPhone(number: "4805550102")
        other.confidence = 0.5
        findings.add(other, .sameOwnerSameAddress, at: "leads @c")
        let lead = TraceLead(key: RowKey(store: .prisma, id: "x"), owner: "Pat Doe", contact: nil)
        let answer = findings.answer(for: lead, known: [])
        #expect(answer?.phones.map(\.number) == ["4805550101", "4805550102"])
        #expect(answer?.phones.first?.isDoNotCall == true && answer?.confidence == 0.6)
        #expect(answer?.message == "another lead of the same owner in the same city (leads @b)")
        var has = lead
        has.hasPhone = true
        #expect(findings.answer(for: has, known: ["4805550101", "4805550102"])?.outcome == .cached)
    }
}
