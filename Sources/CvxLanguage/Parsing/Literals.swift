// Literals of numbers, dates and times.
extension Parser {
    mutating func parseNumber() -> Expression {
        let token = current
        let text = text(token)
        advance()
        do throws(LiteralReader.Fault) {
            let literal = try read(token.kind, text)
            if let duration = durationValue(literal) { return parseRelative(duration, from: token) }
            return Expression(.literal(literal), span: token.span)
        } catch {
            switch error {
            case .badNumber(let message, let help): note(.badNumber, message, at: token.span, help: help)
            case .badDate(let message, let help): note(.badDate, message, at: token.span, help: help)
            }
            return Expression(.missing, span: token.span)
        }
    }

    private func read(_ kind: Token.Kind, _ text: String) throws(LiteralReader.Fault) -> Literal {
        switch kind {
        case .int: .int(try LiteralReader.int(text))
        case .decimal: .decimal(try LiteralReader.decimal(text))
        case .percent: .percent(try LiteralReader.percent(text))
        case .money: .money(try LiteralReader.money(text))
        case .duration: .duration(try LiteralReader.duration(text))
        case .date: try LiteralReader.date(text)
        default: .dateTime(try LiteralReader.dateTime(text))
        }
    }

    /// `7d`, or a number with its unit behind it: `7 days`.
    private mutating func durationValue(_ literal: Literal) -> DurationLiteral? {
        let count: Double
        switch literal {
        case .duration(let duration): return duration
        case .int(let value): count = Double(value)
        case .decimal(let value): count = value
        default: return nil
        }
        guard continues, current.kind == .name, peek().kind != .colon else { return nil }
        let word = text(current).lowercased()
        if word == "m" {
            let number = text(previous)
            note(
                .ambiguousDuration, "`\(number) m` could be minutes or months",
                at: previous.span.union(current.span), help: "write `\(number) min` or `\(number) mo`")
            advance()
            return DurationLiteral(count: count, unit: .minute)
        }
        guard let unit = LiteralReader.unit(word) else { return nil }
        advance()
        return DurationLiteral(count: count, unit: unit)
    }

    private mutating func parseRelative(_ duration: DurationLiteral, from token: Token) -> Expression {
        if accept(.ago) {
            return Expression(.literal(.relative(duration, ago: true)), span: token.span.union(previous.span))
        }
        if at(.from), peek().keyword == .now {
            advance()
            advance()
            return Expression(
                .literal(.relative(duration, ago: false)), span: token.span.union(previous.span))
        }
        return Expression(.literal(.duration(duration)), span: token.span.union(previous.span))
    }

    /// `null`, `true`, `today`, `last 3 months` …
    mutating func parseWordLiteral() -> Expression? {
        let token = current
        let literal: Literal
        switch token.keyword {
        case .null: literal = .null
        case .true: literal = .bool(true)
        case .false: literal = .bool(false)
        case .now: literal = .now
        case .today: literal = .today
        case .yesterday: literal = .yesterday
        case .tomorrow: literal = .tomorrow
        case .this, .last, .next: return parsePeriod()
        default: return nil
        }
        advance()
        return Expression(.literal(literal), span: token.span)
    }

    private mutating func parsePeriod() -> Expression? {
        let start = current
        guard let direction = Literal.Period.Direction(rawValue: start.keyword.text) else { return nil }
        var next = peek()
        var count: Int?
        var length = 2
        if newlinesCount, next.newlineBefore { return nil }
        if next.kind == .duration, let duration = try? LiteralReader.duration(text(next)),
            let whole = Int(exactly: duration.count)
        {
            advance()
            advance()
            return Expression(
                .literal(.period(Literal.Period(direction: direction, count: whole, unit: duration.unit))),
                span: start.span.union(next.span))
        }
        if next.kind == .int {
            guard let value = try? LiteralReader.int(text(next)), value <= 1_000_000 else { return nil }
            count = Int(value)
            next = peek(2)
            length = 3
        }
        // `next d` is more likely two fields than a day.
        guard next.kind == .name, next.end - next.start > 2,
            let unit = LiteralReader.unit(text(next).lowercased())
        else { return nil }
        for _ in 0..<length { advance() }
        return Expression(
            .literal(.period(Literal.Period(direction: direction, count: count, unit: unit))),
            span: start.span.union(next.span))
    }
}
