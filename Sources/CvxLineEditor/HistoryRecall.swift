/// Steps through earlier statements that begin with what stood before the cursor.
struct HistoryRecall {
    private(set) var statements: [String] = []
    private var index: Int?
    private var prefix = ""
    private var draft = ""
    private var shown = ""

    mutating func add(_ statement: String) {
        statements.append(statement)
        if statements.count > 2 * HistoryFile.capacity {
            statements.removeFirst(statements.count - HistoryFile.capacity)
        }
    }

    mutating func reset() { index = nil }

    /// The statement to show, or nil at either end.
    /// - Parameter direction: -1 for earlier, 1 for later
    mutating func step(_ direction: Int, from text: String, cursor: Int) -> String? {
        if index == nil || text != shown {
            guard direction < 0 else { return nil }
            draft = text
            prefix = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
            shown = text
            index = statements.count
        }
        var next = (index ?? statements.count) + direction
        while next >= 0, next < statements.count {
            if statements[next].hasPrefix(prefix), statements[next] != shown {
                index = next
                shown = statements[next]
                return shown
            }
            next += direction
        }
        guard direction > 0, index != statements.count else { return nil }
        index = statements.count
        shown = draft
        return draft
    }
}
