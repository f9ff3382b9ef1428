/// The static type of an expression. Every type but `null` admits null as a value.
package indirect enum Type: Hashable, Sendable {
    /// After an error, or a column whose type no store declares: fits everywhere, so one fault is reported once.
    case unknown
    case null, bool, int, decimal, money, percent, text, date, datetime, duration, phone, json
    /// A password or key: can be neither compared nor shown.
    case secret
    /// A word of a vocabulary.
    case enumeration(String)
    /// `last month`: a span of days, right of `in` and `=`.
    case period
    case list(Type)
    case record([RecordField])
    /// One row of an entity, by its plural name.
    case entity(String)

    package struct RecordField: Hashable, Sendable {
        package var name: String
        package var type: Type
        package init(name: String, type: Type) {
            self.name = name
            self.type = type
        }
    }

    /// As messages say it: `a date`, `text`, `a list of leads`.
    package var phrase: String {
        switch self {
        case .unknown: "a value"
        case .null: "null"
        case .bool: "a condition (true or false)"
        case .int: "a whole number"
        case .decimal: "a number"
        case .money: "an amount of money"
        case .percent: "a percentage"
        case .text: "text"
        case .date: "a date"
        case .datetime: "a date and time"
        case .duration: "a length of time"
        case .phone: "a phone number"
        case .json: "JSON"
        case .secret: "a secret"
        case .enumeration(let name): Self.withArticle(name)
        case .period: "a period of time"
        case .list(.entity(let name)): "a list of \(name)"
        case .list(.record): "a list of records"
        case .list: "a list"
        case .record: "a record"
        case .entity(let name): "a row of \(name)"
        }
    }

    private static func withArticle(_ noun: String) -> String {
        let spaced = String(noun.map { $0 == "_" ? " " : $0 })
        return (("aeiou".contains(noun.first ?? "x")) ? "an " : "a ") + spaced
    }

    package var isNumeric: Bool {
        switch self {
        case .int, .decimal, .money, .percent: true
        default: false
        }
    }

    package var isTextual: Bool {
        switch self {
        case .text, .phone, .enumeration, .json: true
        default: false
        }
    }

    package var isTemporal: Bool {
        switch self {
        case .date, .datetime, .period: true
        default: false
        }
    }

    /// The fields of two records put together; of a name that both have, the second's type.
    static func merged(_ first: [RecordField], _ second: [RecordField]) -> [RecordField] {
        var fields = first
        for field in second {
            if let place = first.firstIndex(where: { $0.name.foldedWord == field.name.foldedWord }) {
                fields[place].type = field.type
            } else {
                fields.append(field)
            }
        }
        return fields
    }

    /// What both are: the other of a null and anything, else `unknown`. `null` as a list's element is that of `[]`.
    package func joined(_ other: Type) -> Type {
        if self == other || other == .null { return self }
        if self == .null { return other }
        if case .list(let element) = self, case .list(let second) = other {
            return .list(element.joined(second))
        }
        return .unknown
    }

    /// The entity whose rows, or whose one row, this is; nil where it is anything else.
    package var entityName: String? {
        switch self {
        case .entity(let name), .list(.entity(let name)): name
        default: nil
        }
    }

    /// The rows' type where this is a list of rows.
    package var element: Type? {
        if case .list(let element) = self { element } else { nil }
    }
}
