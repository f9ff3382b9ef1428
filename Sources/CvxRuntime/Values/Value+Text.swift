import CvxDomain
import CvxLanguage

extension Value {
    /// In one cell or inside `${…}`: a list or record in short.
    package var summary: String {
        switch kind {
        case .scalar(let scalar): scalar.text
        case .list(let items): "[\(items.map(\.summary).joined(separator: ", "))]"
        case .record(let record):
            "{\(zip(record.names, record.values).map { "\($0): \($1.summary)" }.joined(separator: ", "))}"
        case .row(let entity, let key): "\(entity) \(key.id)"
        case .rows(let entity, let keys): "\(keys.count) \(entity)"
        case .period(let from, let to): "\(Scalar.instant(from).text)..\(Scalar.instant(to).text)"
        }
    }

    /// The kind of a value, as messages say it.
    package var phrase: String {
        switch kind {
        case .scalar(let scalar):
            switch scalar {
            case .null: "null"
            case .bool: Type.bool.phrase
            case .int: Type.int.phrase
            case .decimal: Type.decimal.phrase
            case .money: Type.money.phrase
            case .percent: Type.percent.phrase
            case .text: Type.text.phrase
            case .symbol(let name, _): Type.enumeration(name).phrase
            case .date: Type.date.phrase
            case .instant: Type.datetime.phrase
            case .duration: Type.duration.phrase
            case .phone: Type.phone.phrase
            }
        case .list: Type.list(.unknown).phrase
        case .record: Type.record([]).phrase
        case .row(let entity, _): Type.entity(entity).phrase
        case .rows(let entity, _): Type.list(.entity(entity)).phrase
        case .period: Type.period.phrase
        }
    }

    /// Whether it is one of a type's values; null is one of every type.
    func isOf(_ type: Type) -> Bool {
        switch (kind, type) {
        case (.scalar(.null), _), (_, .unknown), (_, .null), (_, .json): true
        case (.scalar(.bool), .bool), (.scalar(.int), .int), (.scalar(.decimal), .decimal),
            (.scalar(.money), .money), (.scalar(.percent), .percent), (.scalar(.text), .text),
            (.scalar(.date), .date), (.scalar(.instant), .datetime), (.scalar(.duration), .duration),
            (.scalar(.phone), .phone), (.record, .record), (.period, .period):
            true
        case (.scalar(.symbol(let name, _)), .enumeration(let wanted)): name == wanted
        case (.row(let entity, _), .entity(let wanted)): entity == wanted
        case (.rows(let entity, _), .list(.entity(let wanted))): entity == wanted
        case (.rows, .list(.unknown)): true
        case (.list(let items), .list(let element)): items.allSatisfy { $0.isOf(element) }
        default: false
        }
    }
}
