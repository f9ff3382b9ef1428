import CvxDomain
import CvxLanguage

// Days and moments, also as they stand in texts.
extension Functions {
    func moment(
        _ function: ScalarFunction, _ arguments: UnsafeBufferPointer<Value>, at span: CvxLanguage.Span
    ) throws -> Value {
        let first = arguments[0]
        switch function {
        case .date:
            switch first {
            case .date: return first
            case .instant(let instant): return .date(machine.zone.day(of: instant))
            default:
                if arguments.count > 1 {
                    return try MomentPattern(text(arguments[1]), at: span).day(in: text(first)).map {
                        .date($0)
                    }
                        ?? .null
                }
                return date(literal(text(first)))
            }
        case .datetime:
            switch first {
            case .instant: return first
            case .date(let day): return .instant(machine.zone.startOfDay(day))
            default:
                switch literal(text(first)) {
                case .instant(let instant)?: return .instant(instant)
                case .date(let day)?: return .instant(machine.zone.startOfDay(day))
                default: return .null
                }
            }
        case .startOf: return try start(of: text(first), arguments[1], at: span)
        case .quarter:
            return day(first).map { .int(Int64(($0.civil.month - 1) / 3 + 1)) } ?? .null
        case .minute:
            guard case .instant(let instant) = first else { return .int(0) }
            let local = machine.zone.localMilliseconds(instant)
            return .int((local - machine.zone.day(of: instant).number * 86_400_000) / 60_000 % 60)
        default: return part(function, of: first)
        }
    }

    private func date(_ value: Value?) -> Value {
        switch value {
        case .date(let day)?: .date(day)
        case .instant(let instant)?: .date(machine.zone.day(of: instant))
        default: .null
        }
    }

    private func day(_ value: Value) -> Day? {
        switch value {
        case .date(let day): day
        case .instant(let instant): machine.zone.day(of: instant)
        default: nil
        }
    }

    /// The text as the language or a store writes days and moments; nil for anything else.
    private func literal(_ text: String) -> Value? {
        let output = Parser.parse(
            SourceText(name: "date", text: String(text.prefix(40))), door: .shell, shapes: [])
        if output.diagnostics.isEmpty, output.program.statements.count == 1,
            case .pipeline(let pipeline) = output.program.statements[0].kind, pipeline.stages.isEmpty,
            case .expression(let expression) = pipeline.source, case .literal(let literal) = expression.kind
        {
            let value = machine.moments.value(literal)
            switch value {
            case .date, .instant: return value
            default: return nil
            }
        }
        let milliseconds = Array(text.utf8).withUnsafeBufferPointer { InstantText.milliseconds($0) }
        return milliseconds.map { .instant(Instant(milliseconds: $0)) }
    }

    private func part(_ function: ScalarFunction, of moment: Value) -> Value {
        guard let part = MomentPart(rawValue: function.rawValue) else { return .null }
        switch moment {
        case .date(let day): return .int(part.value(of: day, localMilliseconds: day.number * 86_400_000))
        case .instant(let instant):
            let zone = machine.zone
            return .int(
                part.value(of: zone.day(of: instant), localMilliseconds: zone.localMilliseconds(instant)))
        default: return .null
        }
    }

    private func start(of unit: String, _ moment: Value, at span: CvxLanguage.Span) throws -> Value {
        guard let day = day(moment) else { return .null }
        let (year, month, _) = day.civil
        func first(_ month: Int) -> Value {
            .date(Day(number: Day.number(year: year, month: month, day: 1)))
        }
        switch unit.lowercased() {
        case "day": return .date(day)
        case "week": return .date(Day(number: day.number - Int64(day.weekday)))
        case "month": return first(month)
        case "quarter": return first((month - 1) / 3 * 3 + 1)
        case "year": return first(1)
        default:
            throw Diagnostic(
                .badArgument, "`\(unit)` is no unit of days", at: span,
                help: "\"day\", \"week\", \"month\", \"quarter\" or \"year\"")
        }
    }
}
