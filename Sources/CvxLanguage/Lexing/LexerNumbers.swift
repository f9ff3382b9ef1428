// Numbers, amounts, lengths of time and dates: the lexer finds their shape, `LiteralReader` their value.
extension Lexer {
    mutating func skipDigits() {
        while Self.isDigit(byte()) || byte() == 0x5F { position += 1 }
    }

    mutating func skipFraction() -> Bool {
        guard byte() == 0x2E, Self.isDigit(byte(1)) else { return false }
        position += 1
        skipDigits()
        return true
    }

    mutating func lexNumber() {
        let start = position
        skipDigits()
        if position - start == 4, byte() == 0x2D, Self.isDigit(byte(1)), lexDate(from: start) { return }
        let hasFraction = skipFraction()
        if byte() == 0x25 {
            position += 1
            return emit(.percent, from: start)
        }
        guard Self.isNameStart(byte()) || byte() >= 0x80 else {
            return emit(hasFraction ? .decimal : .int, from: start)
        }
        let digitsEnd = position
        skipNameBytes()
        if position == digitsEnd { return emit(hasFraction ? .decimal : .int, from: start) }
        let suffix = excerpt(digitsEnd, position).lowercased()
        let number = excerpt(start, digitsEnd)
        if LiteralReader.unit(suffix) != nil { return emit(.duration, from: start) }
        switch suffix {
        case "m":
            report(
                .ambiguousDuration, "`\(number)m` could be minutes or months", start, position,
                help: "write `\(number)min` or `\(number)mo`")
        case "k", "b":
            report(
                .badNumber, "`\(number)\(suffix)` is not a number", start, position,
                help: "for an amount write `$\(number)\(suffix)`; a plain number is written out, as `1_000`")
        default:
            report(
                .badNumber, "`\(excerpt(start, position))` is not a number", start, position,
                help: "units of time are s, min, h, d, w, mo, y; text goes in quotes")
        }
        emit(.invalid, from: start, isBroken: true)
    }

    mutating func lexMoney() {
        let start = position
        position += 1
        skipDigits()
        _ = skipFraction()
        let digitsEnd = position
        skipNameBytes()
        let suffix = excerpt(digitsEnd, position).lowercased()
        guard suffix.isEmpty || ["k", "m", "b"].contains(suffix) else {
            report(
                .badNumber, "`\(excerpt(start, position))` is not an amount", start, position,
                help: "amounts are written `$250`, `$250k`, `$1.5m`, `$2b`")
            return emit(.invalid, from: start, isBroken: true)
        }
        emit(.money, from: start)
    }

    mutating func lexLeadingDot() {
        let start = position
        position += 1
        skipDigits()
        let text = excerpt(start, position)
        report(.badNumber, "`\(text)` lacks its zero", start, position, help: "write `0\(text)`")
        emit(.invalid, from: start, isBroken: true)
    }

    private func digitCount(_ ahead: Int) -> Int {
        var count = 0
        while count < 5, Self.isDigit(byte(ahead + count)) { count += 1 }
        return count
    }

    /// At the `-` after four digits. `2025-9` is left alone: it is a subtraction.
    private mutating func lexDate(from start: Int) -> Bool {
        let monthDigits = digitCount(1)
        guard monthDigits <= 2 else { return false }
        let dayDigits = byte(1 + monthDigits) == 0x2D ? digitCount(2 + monthDigits) : 0
        if monthDigits == 2, dayDigits == 0 || dayDigits > 2 {
            position += 3
            guard !Self.isNameByte(byte()) else { return brokenDate(from: start) }
            emit(.date, from: start)
            return true
        }
        guard dayDigits == 1 || dayDigits == 2 else { return false }
        position += 2 + monthDigits + dayDigits
        guard monthDigits == 2, dayDigits == 2 else { return brokenDate(from: start) }
        if byte() | 0x20 == 0x74, Self.isDigit(byte(1)) {
            skipTime()
            guard !Self.isNameByte(byte()) else { return brokenDate(from: start) }
            emit(.dateTime, from: start)
            return true
        }
        guard !Self.isNameByte(byte()) else { return brokenDate(from: start) }
        if byte() == 0x20, digitCount(1) == 2, byte(3) == 0x3A {
            position += 1
            while Self.isDigit(byte()) || byte() == 0x3A { position += 1 }
            return brokenDate(from: start)
        }
        emit(.date, from: start)
        return true
    }

    private mutating func skipTime() {
        position += 1
        while Self.isDigit(byte()) || byte() == 0x3A { position += 1 }
        if byte() == 0x2E, Self.isDigit(byte(1)) {
            position += 1
            while Self.isDigit(byte()) { position += 1 }
        }
        if byte() | 0x20 == 0x7A {
            position += 1
        } else if byte() == 0x2B || byte() == 0x2D, digitCount(1) == 2, byte(3) == 0x3A {
            position += 4
            while Self.isDigit(byte()) { position += 1 }
        }
    }

    private mutating func brokenDate(from start: Int) -> Bool {
        skipNameBytes()
        report(
            .badDate, "`\(excerpt(start, position))` is not a date", start, position,
            help: "dates are written `2025-09-01`, with a time `2025-09-01T09:00`")
        emit(.invalid, from: start, isBroken: true)
        return true
    }
}
