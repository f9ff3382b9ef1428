import CvxDomain
import Testing

@Suite struct StoredInstantTests {
    private func milliseconds(_ text: String) -> Int64? {
        Array(text.utf8).withUnsafeBufferPointer { StoredInstant.milliseconds($0) }
    }

    @Test func secondsAreToldByTheirSize() {
        #expect(StoredInstant.milliseconds(1_736_935_200) == 1_736_935_200_000)
        #expect(StoredInstant.milliseconds(1_736_935_200_000) == 1_736_935_200_000)
        #expect(StoredInstant.milliseconds(0) == 0 && StoredInstant.milliseconds(-86_400_000) == -86_400_000)
        #expect(StoredInstant.milliseconds(1_736_935_200.25) == 1_736_935_200_250)
        #expect(
            StoredInstant.milliseconds(Double.infinity) == nil && StoredInstant.milliseconds(1e300) == nil)
    }

    @Test func digitsAreANumber() {
        #expect(milliseconds("1736935200") == 1_736_935_200_000)
        #expect(milliseconds("1736935200000") == 1_736_935_200_000)
        #expect(milliseconds("2025-01-15 10:00:00") == 1_736_935_200_000)
        for text in ["2025", "20250115", "12:00", "now", "", "1736935200Z", "12345678901234567890"] {
            #expect(milliseconds(text) == nil, "\(text)")
        }
    }

    @Test func daysOfEveryKind() {
        func day(_ text: String) -> Int64? {
            Array(text.utf8).withUnsafeBufferPointer { StoredInstant.day($0) }
        }
        #expect(day("2025-01-15") == 20_103 && day("2025-01-15T23:59:00Z") == 20_103)
        #expect(day("01/15/2025") == nil && day("1736935200") == 20_103)
        #expect(StoredInstant.day(20_103) == 20_103 && StoredInstant.day(1_736_935_200_000) == 20_103)
    }
}
