/// Hours and minutes of the wall clock, as quiet hours are kept: `21:00`.
package enum TimeOfDay {
    /// Minutes since midnight; nil where the text is not `HH:MM`.
    package static func minutes(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == 0x3A else { return nil }
        var values: [Int] = []
        for index in [0, 1, 3, 4] {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            values.append(Int(bytes[index]) - 0x30)
        }
        let (hour, minute) = (values[0] * 10 + values[1], values[2] * 10 + values[3])
        return hour < 24 && minute < 60 ? hour * 60 + minute : nil
    }

    package static func problem(_ text: String) -> FieldProblem? {
        if minutes(text) != nil { return nil }
        let padded = "0" + text
        return FieldProblem(
            "`\(text)` is not a time of day",
            help: minutes(padded) == nil ? "hours and minutes: `21:00`, `08:30`" : "write `\(padded)`")
    }
}
