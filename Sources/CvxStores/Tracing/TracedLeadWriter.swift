import CvxDomain
import CvxServices

/// Writes a trace into a lead's own columns, in one home: when, by whom, for how much, and the best phone and email where
/// it has none.
struct TracedLeadWriter {
    let store: StoreRole
    private let update: PreparedStatement
    private let exists: PreparedStatement
    /// Numbers of a lead that were marked as not to be called.
    private let marks: PreparedStatement?
    private let fields: [(name: String, encoding: ColumnEncoding)]

    /// Nil where the home has none of the columns.
    init?(_ home: BoundHome, of entity: BoundEntity, _ connection: OpaquePointer) throws {
        guard case .table = home.kind, let id = home.columns["id"]?.column else { return nil }
        store = home.store
        var fields: [(name: String, encoding: ColumnEncoding)] = []
        var sets: [String] = []
        for name in [
            "skip_traced_at", "skip_trace_provider", "skip_trace_cost", "phone", "email", "updated_at",
        ] {
            guard let source = home.columns[name], let column = source.column,
                let field = entity.definition.field(name)
            else { continue }
            fields.append((name, try ColumnEncoding.detect(source, of: field, in: home, on: connection)))
            let (sql, place) = (SQLWriter.identifier(column.name), "?\(fields.count + 1)")
            switch name {
            case "skip_trace_cost": sets.append("\(sql) = coalesce(\(sql), 0) + \(place)")
            case "phone", "email":
                sets.append(
                    "\(sql) = CASE WHEN trim(coalesce(\(sql), '')) = '' THEN \(place) ELSE \(sql) END")
            default: sets.append("\(sql) = \(place)")
            }
        }
        if sets.isEmpty { return nil }
        self.fields = fields
        let test = "\(SQLWriter.identifier(id.name)) = ?1"
        update = try PreparedStatement(
            connection, "UPDATE \(home.qualifiedTable) SET \(sets.joined(separator: ", ")) WHERE \(test)")
        exists = try PreparedStatement(connection, "SELECT 1 FROM \(home.qualifiedTable) WHERE \(test)")
        marks = try Self.marks(home, id, connection)
    }

    private static func marks(
        _ home: BoundHome, _ id: BoundColumn, _ connection: OpaquePointer
    ) throws -> PreparedStatement? {
        guard let list = home.columns["phones_json"]?.column else { return nil }
        let phones = SQLWriter.identifier(list.name)
        return try PreparedStatement(
            connection,
            """
            SELECT coalesce(e.value ->> '$.number', e.value ->> '$.phone')
            FROM \(home.qualifiedTable) AS l, json_each(CASE WHEN json_valid(l.\(phones)) THEN l.\(phones) END) AS e
            WHERE l.\(SQLWriter.identifier(id.name)) = ?1 AND e.type = 'object'
              AND coalesce(e.value ->> '$.isDoNotCall', e.value ->> '$.dnc') = 1
            """)
    }

    func has(_ lead: String) throws -> Bool {
        exists.bind(1, lead)
        defer { exists.reset() }
        return try exists.step()
    }

    /// As ten digits.
    func forbidden(_ lead: String) throws -> Set<String> {
        guard let marks else { return [] }
        var found: Set<String> = []
        marks.bind(1, lead)
        defer { marks.reset() }
        while try marks.step() {
            if let number = marks.text(0).flatMap({ PhoneNumber($0) }) { found.insert(number.digits) }
        }
        return found
    }

    func write(_ call: AnsweredCall, forbidden: Set<String>, at now: Instant) throws {
        let phone = call.answer.phones.first { !$0.isForbidden(forbidden) && $0.isValid != false }
        let email = call.answer.emails.first { $0.isValid != false }
        let values: [String: Scalar] = [
            "skip_traced_at": .instant(call.ended), "skip_trace_provider": .text(call.call.provider),
            "skip_trace_cost": .money(call.cost), "phone": phone.map { .phone($0.number) } ?? .null,
            "email": email.map { .text($0.address) } ?? .null, "updated_at": .instant(now),
        ]
        let encoded = fields.map { $0.encoding.encode(values[$0.name] ?? .null) }
        try update.run([.text(call.call.item.lead.id)] + encoded)
    }
}
