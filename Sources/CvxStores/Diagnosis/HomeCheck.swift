internal import CvxDomain

/// The checks on one table of an entity.
struct HomeCheck {
    let entity: CatalogEntity
    let home: BoundHome
    /// Quoted.
    let schema: String
    let connection: OpaquePointer

    var table: String { "\(schema).\(SQLText.quoted(home.table))" }

    /// Quoted; nil where the field is not one plain column.
    func column(_ field: String) -> String? {
        guard case .column(let column)? = home.columns[field] else { return nil }
        return SQLText.quoted(column.name)
    }

    /// Which rows of the table bear a mark; nil where none can.
    func condition(of mark: CatalogRelation.Mark) -> String? {
        if case .constant(let value)? = home.columns[mark.field] { return value == mark.value ? "TRUE" : nil }
        return column(mark.field).map { "\($0) = \(SQLWriter.literal(mark.value))" }
    }

    func fault(_ kind: StoreFault.Kind, _ count: Int64) -> StoreFault {
        StoreFault(kind: kind, store: home.store, entity: entity.name, table: home.table, count: count)
    }

    /// Columns of instants with more than one encoding.
    func instants() throws -> [StoreFault] {
        var faults: [StoreFault] = []
        for field in entity.fields where field.type == .instant {
            guard let column = column(field.name) else { continue }
            let encodings = try counts(
                """
                SELECT CASE typeof(\(column))
                  WHEN 'integer' THEN
                    CASE WHEN \(StoredInstantSQL.countsSeconds(column)) THEN 'epoch seconds'
                      ELSE 'epoch milliseconds' END
                  WHEN 'text' THEN
                    CASE WHEN \(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*' THEN 'ISO text'
                      WHEN \(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] *' THEN 'SQLite text'
                      WHEN \(StoredInstantSQL.isDigits(column)) THEN 'digits in text' ELSE 'other text' END
                  ELSE typeof(\(column)) END AS encoding, count(*)
                FROM \(table) WHERE \(column) IS NOT NULL GROUP BY 1
                """)
            guard encodings.count > 1 || encodings["other text"] != nil else { continue }
            faults.append(
                fault(
                    .mixedInstants(field: field.name, encodings: encodings), encodings.values.reduce(0, +)))
        }
        return faults
    }

    /// Words that a vocabulary does not have; case does not count.
    func words() throws -> [StoreFault] {
        var faults: [StoreFault] = []
        for field in entity.fields {
            guard case .vocabulary(let name) = field.type, let vocabulary = Vocabulary.named(name),
                let column = column(field.name)
            else { continue }
            let known = vocabulary.values.map { "'\($0.lowercased())'" }.joined(separator: ", ")
            let words = try counts(
                """
                SELECT CAST(\(column) AS TEXT), count(*) FROM \(table)
                WHERE \(column) IS NOT NULL AND lower(CAST(\(column) AS TEXT)) NOT IN (\(known))
                GROUP BY 1 ORDER BY 2 DESC LIMIT \(FaultFinder.listLimit)
                """)
            guard !words.isEmpty else { continue }
            faults.append(
                fault(.unknownWords(field: field.name, words: words), words.values.reduce(0, +)))
        }
        return faults
    }

    /// Text in columns that are declared to hold numbers; instants are `instants`' business.
    func numbers() throws -> [StoreFault] {
        var faults: [StoreFault] = []
        for field in entity.fields where field.type != .instant && field.type != .date {
            guard case .column(let bound)? = home.columns[field.name],
                bound.affinity == .integer || bound.affinity == .real, let column = column(field.name)
            else { continue }
            let count = try RawStatement.int(
                connection, "SELECT count(*) FROM \(table) WHERE typeof(\(column)) IN ('text', 'blob')")
            if count > 0 { faults.append(fault(.textInNumber(field: field.name), count)) }
        }
        return faults
    }

    /// Ids that came from a naive split of a line.
    func ids() throws -> [StoreFault] {
        guard let column = column("id") else { return [] }
        let count = try RawStatement.int(
            connection,
            """
            SELECT count(*) FROM \(table) WHERE typeof(\(column)) = 'text' AND (instr(\(column), '"')
              OR instr(\(column), '''') OR instr(\(column), ' ') OR instr(\(column), char(9))
              OR instr(\(column), char(10)) OR instr(\(column), char(13)))
            """)
        return count == 0 ? [] : [fault(.brokenIDs, count)]
    }

    /// One number on many leads. Numbers compare by their last ten digits as far as SQL can strip them.
    func sharedPhones() throws -> [StoreFault] {
        guard entity.name == "leads", let column = column("phone") else { return [] }
        var digits = "CAST(\(column) AS TEXT)"
        for character in ["(", ")", "-", " ", ".", "+"] { digits = "replace(\(digits), '\(character)', '')" }
        let numbers = try counts(
            """
            SELECT substr(\(digits), -10), count(*) FROM \(table)
            WHERE \(column) IS NOT NULL AND \(column) <> '' GROUP BY 1
            HAVING count(*) >= \(FaultFinder.sharedPhoneLimit) ORDER BY 2 DESC LIMIT \(FaultFinder.listLimit)
            """)
        return numbers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { fault(.sharedPhone($0.key), $0.value) }
    }

    private func counts(_ sql: String) throws -> [String: Int64] {
        var result: [String: Int64] = [:]
        try RawStatement.each(connection, sql) { result[$0.text(0) ?? "", default: 0] += $0.int(1) }
        return result
    }
}
