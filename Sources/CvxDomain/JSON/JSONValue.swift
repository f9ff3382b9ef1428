/// Any JSON. Numbers that are whole and fit are `int`.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// A member of an object; nil for anything else, and where there is none of that name.
    package subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var int: Int? { if case .int(let value) = self { value } else { nil } }
    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    package var isNull: Bool { self == .null }
}

/// Members in their order, each name once.
package struct JSONObject: Hashable, Sendable {
    package private(set) var names: [String] = []
    package private(set) var values: [JSONValue] = []

    package init() {}

    /// The names are each there once.
    init(names: [String], values: [JSONValue]) {
        self.names = names
        self.values = values
    }

    package subscript(_ name: String) -> JSONValue? {
        get { names.firstIndex(of: name).map { values[$0] } }
        set {
            let place = names.firstIndex(of: name)
            switch (place, newValue) {
            case (let place?, let value?): values[place] = value
            case (let place?, nil):
                names.remove(at: place)
                values.remove(at: place)
            case (nil, let value?):
                names.append(name)
                values.append(value)
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        var members = JSONObject()
        for (name, value) in elements { members[name] = value }
        self = .object(members)
    }
}
