internal import CSQLite
internal import CvxDomain

/// Finds out whether a column of equity has dollars or a share of the value, which its name does not tell: by a sample
/// of its first and last rows, when the table is bound.
struct EquityBinder {
    let table: StoreTable
    let schema: String
    let connection: OpaquePointer

    private static let sampleRows = 50

    private enum Unit { case dollars, percents, fraction }

    func bind(_ sources: inout [String: FieldSource]) {
        var whole: BoundColumn?
        if case .column(let column)? = sources["estimated_value"] { whole = column }
        let share: BoundColumn
        if case .column(let named)? = sources["equity_percent"] {
            share = named
        } else if case .column(let column)? = sources["equity"] {
            share = column
        } else {
            return
        }
        let isNamed = sources["equity_percent"] != nil
        // A store that cannot be read is found out by who asks it something.
        let unit = (try? unit(of: share, whole: whole, isNamed: isNamed)) ?? .dollars
        if unit == .dollars { return }
        sources["equity_percent"] = unit == .percents ? .percents(share) : .column(share)
        // Dollars that stand beside it are not worked out.
        if isNamed, sources["equity"] != nil { return }
        sources["equity"] = whole.map { .share(share, of: $0, inPercents: unit == .percents) }
    }

    /// A column whose name says that it is a share is one. Of another: nobody's equity is $100 or less in every row
    /// while the values go into the thousands.
    private func unit(of column: BoundColumn, whole: BoundColumn?, isNamed: Bool) throws -> Unit {
        let most = try measure(column, whole)
        if isNamed { return most == .upToOne ? .fraction : .percents }
        switch most {
        case .none, .more: return .dollars
        case .upToOne: return .fraction
        case .upToHundred: return .percents
        }
    }

    /// How large the sample's values are.
    private enum Size: Int { case none, upToOne, upToHundred, more }

    private func measure(_ column: BoundColumn, _ whole: BoundColumn?) throws -> Size {
        let name = SQLWriter.identifier(column.name)
        let value = whole.map { SQLWriter.identifier($0.name) } ?? "1000"
        func rows(_ order: String) -> String {
            """
            SELECT * FROM (SELECT CAST(\(name) AS REAL) AS e, \(value) AS v \
            FROM \(schema).\(SQLWriter.identifier(table.name))\(order) LIMIT \(Self.sampleRows))
            """
        }
        let newest = table.hasRowID ? " UNION ALL \(rows(" ORDER BY rowid DESC"))" : ""
        let size = try Self.sample(
            """
            SELECT CASE WHEN count(*) = 0 THEN 0 WHEN max(abs(e)) > 100 OR coalesce(max(v), 0) < 1000 THEN 3 \
            WHEN max(abs(e)) > 1 THEN 2 ELSE 1 END FROM (\(rows(""))\(newest)) WHERE e <> 0
            """, connection)
        return Size(rawValue: size) ?? .none
    }

    /// 0 where the rows cannot be read: who asks for them is told, and who does not need not be.
    private static func sample(_ sql: String, _ connection: OpaquePointer) throws -> Int {
        do {
            return try PreparedStatement.count(sql, on: connection)
        } catch let failure as SQLiteFailure where failure.code & 0xFF == SQLITE_CORRUPT {
            return 0
        }
    }
}
