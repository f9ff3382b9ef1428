import CvxDomain
import Testing

@Suite struct DayTests {
    @Test func knowsTheCalendar() {
        #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
        #expect(Day(year: 2024, month: 2, day: 29)?.number == 19_782)
        #expect(Day(year: 2023, month: 2, day: 29) == nil)
        #expect(Day(year: 1900, month: 2, day: 29) == nil)
        #expect(Day(year: 2000, month: 2, day: 29) != nil)
        #expect(Day(number: -1).civil == (1969, 12, 31))
    }

    @Test func everyDayComesBack() {
        for number in stride(from: Int64(-800_000), through: 800_000, by: 37) {
            let (year, month, day) = Day(number: number).civil
            #expect(Day(year: year, month: month, day: day)?.number == number)
        }
    }

    @Test func weekdays() {
        #expect(Day(year: 2025, month: 9, day: 1)?.weekday == 0)
        #expect(Day(year: 1969, month: 12, day: 28)?.weekday == 6)
    }

    @Test(arguments: [
        ((2025, 1, 31), 1, (2025, 2, 28)), ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2025, 3, 31), -1, (2025, 2, 28)), ((2025, 1, 15), -1, (2024, 12, 15)),
        ((2025, 12, 31), 2, (2026, 2, 28)), ((2024, 2, 29), 12, (2025, 2, 28)),
    ])
    func addsMonths(_ start: (Int, Int, Int), _ months: Int, _ end: (Int, Int, Int)) {
        let day = Day(year: start.0, month: start.1, day: start.2)
        #expect(day?.adding(months: months).civil ?? (0, 0, 0) == end)
    }
}
