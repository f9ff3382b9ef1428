import CvxDomain

/// One parameterised statement and what its columns mean.
struct CompiledQuery {
    var sql: String
    var parameters: [Scalar]
    var columns: [ResultColumn]
    /// Functions of ours that the statement calls, and how often.
    var calls: [String: Int]

    var functions: Set<String> { Set(calls.keys) }
}

/// A SELECT with slots that later operations still fill.
struct DerivedRows {
    var inner: String
    /// Names and types, in order; the inner SELECT calls them c0, c1 ….
    var columns: [ResultColumn]
    var conditions: [String] = []
    var order: [String] = []
    var offset: Int64 = 0
    var limit: Int64?
    var isDistinct = false

    var scope: SQLScope {
        var names: [String: String] = [:]
        for (index, column) in columns.enumerated() { names[column.name] = "q.c\(index)" }
        return .derived(names)
    }

    var isSliced: Bool { offset > 0 || limit != nil }
    private var isUntouched: Bool { conditions.isEmpty && order.isEmpty && !isSliced && !isDistinct }

    mutating func sql(_ writer: inout SQLWriter) -> String {
        if isUntouched { return inner }
        let list = columns.indices.map { "q.c\($0) AS c\($0)" }.joined(separator: ", ")
        var text = "SELECT \(isDistinct ? "DISTINCT " : "")\(list) FROM (\(inner)) AS q"
        if !conditions.isEmpty { text += " WHERE \(conditions.joined(separator: " AND "))" }
        if !order.isEmpty { text += " ORDER BY \(order.joined(separator: ", "))" }
        return text + SliceSQL.text(offset: offset, limit: limit, &writer)
    }

    /// Closes the slots: what follows works on the result.
    mutating func seal(_ writer: inout SQLWriter) {
        self = DerivedRows(inner: sql(&writer), columns: columns)
    }
}

enum SliceSQL {
    static func text(offset: Int64, limit: Int64?, _ writer: inout SQLWriter) -> String {
        if offset == 0, limit == nil { return "" }
        let count = limit.map { writer.bind(.int($0)) } ?? "-1"
        return " LIMIT \(count)" + (offset > 0 ? " OFFSET \(writer.bind(.int(offset)))" : "")
    }

    /// A slice of a slice.
    static func combine(
        offset: inout Int64, limit: inout Int64?, with next: (offset: Int64, limit: Int64?)
    ) {
        if let old = limit { limit = max(0, old - next.offset) }
        let (sum, overflow) = offset.addingReportingOverflow(next.offset)
        offset = overflow ? .max : sum
        if let wanted = next.limit { limit = min(limit ?? wanted, wanted) }
    }
}
