/// Days to year, month and day, in the 32-bit arithmetic that a million rows want.
enum CivilDate {
    /// Whole days and the milliseconds of the day.
    @inline(__always)
    static func split(milliseconds: Int64) -> (days: Int64, rest: Int) {
        var days = milliseconds / 86_400_000
        var rest = Int(milliseconds &- days &* 86_400_000)
        if rest < 0 {
            rest += 86_400_000
            days -= 1
        }
        return (days, rest)
    }

    /// Howard Hinnant's civil_from_days.
    @inline(__always)
    static func from(days: Int64) -> (year: Int, month: Int, day: Int) {
        let z = Int(days) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = UInt32(truncatingIfNeeded: z - era * 146_097)
        let yearOfEra =
            (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let shifted = (5 &* dayOfYear &+ 2) / 153
        let day = Int(dayOfYear &- (153 &* shifted &+ 2) / 5 &+ 1)
        let month = Int(shifted < 10 ? shifted &+ 3 : shifted &- 9)
        return (Int(yearOfEra) + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
