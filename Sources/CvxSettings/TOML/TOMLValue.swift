import CvxLanguage

/// A value of a settings file and where it stands.
struct TOMLValue {
    enum Kind {
        case text(String)
        case integer(Int64)
        case float(Double)
        case bool(Bool)
        case list([TOMLValue])
        case table(TOMLTable)
    }

    var kind: Kind
    var span: Span

    /// As it would be typed without quotes, a list with commas between its values; nil for a table or a list of lists.
    var plainText: String? {
        switch kind {
        case .text(let text): return text
        case .integer(let number): return String(number)
        case .float(let number): return "\(number)"
        case .bool(let flag): return flag ? "true" : "false"
        case .list(let items):
            var texts: [String] = []
            for item in items {
                if case .list = item.kind { return nil }
                guard let text = item.plainText else { return nil }
                texts.append(text)
            }
            return texts.joined(separator: ",")
        case .table: return nil
        }
    }

    /// What a message calls it.
    var phrase: String {
        switch kind {
        case .text: "text"
        case .integer, .float: "a number"
        case .bool: "true or false"
        case .list: "a list"
        case .table: "a section"
        }
    }
}

struct TOMLKey {
    var text: String
    var span: Span
}

/// Keys and values in the order of the file.
struct TOMLTable {
    struct Entry {
        var key: TOMLKey
        var value: TOMLValue
    }

    var entries: [Entry] = []
    /// Written out by a header or between braces, so that no second one may add to it.
    var isClosed = false

    func index(of key: String) -> Int? { entries.firstIndex { $0.key.text == key } }

    /// A second word on the same thing, and the first.
    struct Conflict: Error {
        var again: TOMLKey
        var first: TOMLKey
    }

    /// Puts a value at the end of a path of keys, making the tables on the way.
    mutating func insert(_ value: TOMLValue, at path: ArraySlice<TOMLKey>) throws(Conflict) {
        try reach(path) { (table, key) throws(Conflict) in
            if let index = table.index(of: key.text) {
                throw Conflict(again: key, first: table.entries[index].key)
            }
            table.entries.append(Entry(key: key, value: value))
        }
    }

    /// Opens the table that a header names.
    mutating func open(_ path: ArraySlice<TOMLKey>, at span: Span) throws(Conflict) {
        try reach(path) { (table, key) throws(Conflict) in
            guard let index = table.index(of: key.text) else {
                table.entries.append(
                    Entry(key: key, value: TOMLValue(kind: .table(TOMLTable(isClosed: true)), span: span)))
                return
            }
            guard case .table(var inner) = table.entries[index].value.kind, !inner.isClosed else {
                throw Conflict(again: key, first: table.entries[index].key)
            }
            inner.isClosed = true
            table.entries[index] = Entry(key: key, value: TOMLValue(kind: .table(inner), span: span))
        }
    }

    private mutating func reach(
        _ path: ArraySlice<TOMLKey>, _ body: (inout TOMLTable, TOMLKey) throws(Conflict) -> Void
    ) throws(Conflict) {
        guard let key = path.first else { return }
        if path.count == 1 { return try body(&self, key) }
        if let index = index(of: key.text) {
            guard case .table(var inner) = entries[index].value.kind else {
                throw Conflict(again: key, first: entries[index].key)
            }
            try inner.reach(path.dropFirst(), body)
            entries[index].value.kind = .table(inner)
        } else {
            var inner = TOMLTable()
            try inner.reach(path.dropFirst(), body)
            entries.append(Entry(key: key, value: TOMLValue(kind: .table(inner), span: key.span)))
        }
    }
}
