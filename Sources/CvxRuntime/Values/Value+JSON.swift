import CvxDomain

extension Value {
    /// As JSON text: money as a number of dollars, moments as ISO-8601, rows by their ids.
    package var json: String {
        switch kind {
        case .scalar(let scalar): scalar.json
        case .list(let items): "[\(items.map(\.json).joined(separator: ", "))]"
        case .record(let record):
            "{\(zip(record.names, record.values).map { "\(Self.quoted($0)): \($1.json)" }.joined(separator: ", "))}"
        case .row(_, let key): Self.quoted(key.id)
        case .rows(_, let keys): "[\(keys.map { Self.quoted($0.id) }.joined(separator: ", "))]"
        case .period: Self.quoted(summary)
        }
    }

    /// Objects become records, numbers int where they are whole and fit, else decimal.
    init(_ json: JSONValue) {
        self =
            switch json {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .int(let number): .int(Int64(number))
            case .double(let number): .decimal(number)
            case .string(let text): .text(text)
            case .array(let items): .list(items.map(Value.init))
            case .object(let members):
                .record(Record(names: members.names, values: members.values.map(Value.init)))
            }
    }

    fileprivate static func quoted(_ text: String) -> String { "\"\(JSONText.escaped(text))\"" }
}

extension Scalar {
    fileprivate var json: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .decimal(let number), .percent(let number): number.isFinite ? "\(number)" : "null"
        case .money(let money): "\(money.dollars)"
        default: Value.quoted(text)
        }
    }
}
