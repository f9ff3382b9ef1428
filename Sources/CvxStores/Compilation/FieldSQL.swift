import CvxDomain

/// A field's SQL in one home: NULL where the home does not carry it.
extension HomeScope {
    /// As the column holds it, for reading: the reader knows every encoding.
    func raw(_ name: String) -> String {
        guard let source = home.columns[name], case .column(let column) = source,
            let field = entity.definition.field(name), isPlain, field.type == .instant || field.type == .date
        else { return value(name) }
        return self.column(column)
    }

    /// In the encoding that comparisons, sorting and arithmetic need: an instant is milliseconds.
    func value(_ name: String) -> String {
        if name == "store" { return SQLWriter.literal(home.store.rawValue) }
        if name == Self.rowKey { return key(of: alias) }
        if !isPlain, let carried = carriedValue(name) { return carried }
        guard let field = entity.definition.field(name) else { return "NULL" }
        if name == "source", home.columns[name] == nil, entity.definition.hasCarriedHomes {
            return SQLWriter.literal("\(home.store.rawValue).\(home.table)")
        }
        if let source = home.columns[name] { return Self.normalised(sourceSQL(source), source, field.type) }
        switch field.derived {
        case .firstOf(let names)?:
            let values = names.filter { home.columns[$0] != nil }.map(value)
            return values.count > 1 ? "coalesce(\(values.joined(separator: ", ")))" : values.first ?? "NULL"
        case .anyTrue(let names)?:
            let values = names.filter { home.columns[$0] != nil }.map { "(\(value($0)) IS TRUE)" }
            return values.isEmpty ? "NULL" : "(\(values.joined(separator: " OR ")))"
        case nil: return "NULL"
        }
    }

    /// The name under which a plan of ours asks for what a row is found by again in its home's table.
    static let rowKey = "\u{0}key"

    /// The rowid, or the id where the table has none.
    private func key(of alias: String) -> String {
        if home.hasRowID { return "\(alias).rowid" }
        guard case .column(let id)? = home.columns["id"] else { return "NULL" }
        return column(id)
    }

    /// Whether the id beside the mark is one of the marked entity's; nil where all of the home's are.
    func bears(_ mark: CatalogRelation.Mark) -> String? {
        if case .constant(let value)? = home.columns[mark.field] {
            return value == mark.value ? nil : "FALSE"
        }
        return "\(value(mark.field)) = \(SQLWriter.literal(mark.value))"
    }

    /// The column that carries an instant and can be searched by an index; nil where none can.
    func searchableInstant(_ name: String) -> String? {
        // Digits stay text in columns for text and in those for anything.
        guard isPlain, case .column(let column)? = home.columns[name],
            ![.text, .blob].contains(column.affinity), entity.definition.field(name)?.type == .instant
        else { return nil }
        return self.column(column)
    }

    /// The id as text, whatever the store declares.
    var idText: String {
        guard isPlain, case .column(let column)? = home.columns["id"] else { return value("id") }
        return column.affinity == .text ? self.column(column) : "CAST(\(self.column(column)) AS TEXT)"
    }

    private var isPlain: Bool { if case .table = home.kind { true } else { false } }

    private func sourceSQL(_ source: FieldSource) -> String {
        switch source {
        case .column(let column): return self.column(column)
        case .cents(let column): return "(\(self.column(column)) / 100.0)"
        case .seconds(let column): return "(\(self.column(column)) * 1000)"
        case .minutes(let column): return "(\(self.column(column)) * 60000)"
        case .percents(let column): return "(\(self.column(column)) / 100.0)"
        case .share(let column, let whole, let inPercents):
            // Multiplied first, and rounded to what money is exact to: 29% of $1m is $290,000 and not a hair less.
            return "round(\(self.column(column)) * \(self.column(whole))\(inPercents ? " / 100.0" : ""), 4)"
        case .anyTrue(let column, let others):
            let marks = ([column] + others).map {
                Self.normalised(self.column($0), .column($0), .bool)
            }
            // Null where none of them says anything.
            return "coalesce(\(marks.joined(separator: " OR ")), \(marks.joined(separator: ", ")))"
        case .constant(let text): return SQLWriter.literal(text)
        case .address(let street, let city, let state, let zip):
            let place = [state, zip].compactMap { $0 }.map { "coalesce(\(self.column($0)), '')" }
            let parts =
                ["coalesce(\(self.column(street)), '')"]
                + (city.map { ["coalesce(\(self.column($0)), '')"] } ?? [])
                + (place.isEmpty ? [] : ["trim(\(place.joined(separator: " || ' ' || ")))"])
            return parts.dropFirst().reduce(parts[0]) { joined, part in
                "(\(joined) || CASE WHEN \(part) = '' THEN '' ELSE ', ' || \(part) END)"
            }
        }
    }

    private static func normalised(_ sql: String, _ source: FieldSource, _ type: ColumnType) -> String {
        guard case .column(let column) = source else { return sql }
        switch type {
        case .instant: return StoredInstantSQL.milliseconds(sql)
        case .date: return StoredInstantSQL.day(sql)
        case .percent: return "(CASE WHEN \(sql) > 1 THEN \(sql) / 100.0 ELSE \(sql) END)"
        case .bool where column.affinity == .text:
            return "(lower(\(sql)) IN ('1', 'true', 't', 'yes', 'y'))"
        case .int, .decimal, .money:
            return column.affinity == .text ? "CAST(\(sql) AS NUMERIC)" : sql
        case .duration: return "(\(sql) * 1000)"
        // A column without a type leaves numbers as they are, and a number is no text.
        case .text, .phone, .vocabulary: return column.affinity == .blob ? "CAST(\(sql) AS TEXT)" : sql
        default: return sql
        }
    }

    private func carriedValue(_ name: String) -> String? {
        switch home.kind {
        case .table: return nil
        case .carriedText(let column):
            switch name {
            case "id": return "(\(carrierID) || \(SQLWriter.literal(":" + column.name)))"
            case "lead_id": return carrierID
            case "number", "address": return self.column(column)
            case "source": return SQLWriter.literal("\(home.store.rawValue).\(home.table).\(column.name)")
            default: return "NULL"
            }
        case .carriedList(let column):
            let item = "\(alias)j"
            func key(_ names: String...) -> String {
                let values = names.map { "json_extract(\(item).value, '$.\($0)')" }
                let value = values.count == 1 ? values[0] : "coalesce(\(values.joined(separator: ", ")))"
                return "(CASE \(item).type WHEN 'object' THEN \(value) END)"
            }
            switch name {
            case "id": return "(\(carrierID) || \(SQLWriter.literal(":" + column.name + ":")) || \(item).key)"
            case "lead_id": return carrierID
            case "number":
                return
                    "(CASE \(item).type WHEN 'object' THEN coalesce(json_extract(\(item).value, '$.number'), json_extract(\(item).value, '$.phone')) ELSE \(item).value END)"
            case "address":
                return
                    "(CASE \(item).type WHEN 'object' THEN coalesce(json_extract(\(item).value, '$.address'), json_extract(\(item).value, '$.email')) ELSE \(item).value END)"
            case "type": return key("type")
            case "carrier": return key("carrier")
            case "is_primary": return key("isPrimary")
            case "is_dnc": return key("isDoNotCall", "dnc")
            case "is_valid": return key("isValid")
            case "is_mobile":
                return "(CASE lower(\(key("type"))) WHEN 'mobile' THEN 1 WHEN 'landline' THEN 0 END)"
            case "confidence":
                let value = key("confidence")
                return "(CASE WHEN \(value) > 1 THEN \(value) / 100.0 ELSE \(value) END)"
            case "source": return SQLWriter.literal("\(home.store.rawValue).\(home.table).\(column.name)")
            default: return "NULL"
            }
        }
    }

    /// That the row is the one that carries a value with this id, so that the index on the row's own id serves;
    /// nil where rows are not carried.
    ///
    /// A row whose own id has a carried column's name between colons carries nothing that this finds.
    func carries(_ id: String) -> String? {
        guard let (column, isList) = carriedColumn, case .column(let own)? = home.columns["id"],
            own.affinity != .blob
        else { return nil }
        let mark = SQLWriter.literal(":" + column.name + (isList ? ":" : ""))
        return "\(self.column(own)) = substr(\(id), 1, instr(\(id), \(mark)) - 1)"
    }

    private var carriedColumn: (BoundColumn, isList: Bool)? {
        switch home.kind {
        case .table: nil
        case .carriedText(let column): (column, false)
        case .carriedList(let column): (column, true)
        }
    }

    private var carrierID: String {
        guard case .column(let column)? = home.columns["id"] else { return "NULL" }
        return column.affinity == .text ? self.column(column) : "CAST(\(self.column(column)) AS TEXT)"
    }

    /// What stands after FROM.
    var from: String {
        let table =
            "\(SQLWriter.identifier(home.store.rawValue)).\(SQLWriter.identifier(home.table)) AS \(alias)"
        guard case .carriedList(let column) = home.kind else { return table }
        let list = self.column(column)
        return "\(table), json_each(CASE WHEN json_valid(\(list)) THEN \(list) ELSE '[]' END) AS \(alias)j"
    }

    /// What a row of this home must meet to be one: a carried value that is there.
    var presence: String? {
        switch home.kind {
        case .table: nil
        case .carriedText(let column): "\(self.column(column)) <> ''"
        case .carriedList: "\(alias)j.type IN ('text', 'object', 'integer') AND \(alias)j.value <> ''"
        }
    }
}
