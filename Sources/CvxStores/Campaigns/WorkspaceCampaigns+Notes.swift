internal import CSQLite
internal import CvxDomain
package import CvxServices

/// Notes what became of messages in the product's log.
extension WorkspaceCampaigns {
    package func note(
        _ items: [SendItem], answers: [String: String], _ draft: JournalDraft
    ) throws -> Int {
        let items = items.filter { $0.result != nil || answers[$0.id] != nil }
        guard !items.isEmpty, let (entity, homes) = try homes(), !homes.isEmpty else { return 0 }
        var count = 0
        do {
            _ = try transactions.perform(draft, writing: Set(homes.map(\.store))) { recording in
                for home in homes {
                    let rows = try MessageRows(home, of: entity, recording.connection)
                    for item in items { count += try rows.note(item, answers[item.id]) }
                }
            }
        } catch { throw StoreError.translate(error) ?? error }
        return count
    }
}

/// The rows of one table of messages.
private final class MessageRows {
    private let home: BoundHome
    private let entity: BoundEntity
    private let connection: OpaquePointer
    private var statements: [String: PreparedStatement] = [:]

    init(_ home: BoundHome, of entity: BoundEntity, _ connection: OpaquePointer) throws {
        self.home = home
        self.entity = entity
        self.connection = connection
    }

    /// - Returns: 1 where the message's row says something else now.
    func note(_ item: SendItem, _ answer: String?) throws -> Int {
        var isChanged = false
        if let result = item.result, let column = home.columns["status"]?.column {
            let below = MessageRank.below(result).map { "'\($0)'" }.joined(separator: ", ")
            let status = SQLWriter.identifier(column.name)
            isChanged = try set(
                "status", .symbol("message_status", result), of: item,
                where: "(\(status) IS NULL OR lower(\(status)) IN (\(below)))")
        }
        if let answer, let column = home.columns["response"]?.column {
            let isSet = try set(
                "response", .text(answer), of: item,
                where: "\(SQLWriter.identifier(column.name)) IS NOT ?2")
            isChanged = isChanged || isSet
        }
        return isChanged ? 1 : 0
    }

    private func set(_ field: String, _ value: Scalar, of item: SendItem, where test: String) throws -> Bool {
        guard let id = home.columns["id"]?.column, let new = try encoded(field, value) else {
            return false
        }
        let stamp = try self.encoded("updated_at", .instant(SystemUser.now))
        if statements[field + test] == nil {
            let also = stamp == nil ? "" : ", \(identifier("updated_at")) = ?3"
            statements[field + test] = try PreparedStatement(
                connection,
                "UPDATE \(home.qualifiedTable) SET \(identifier(field)) = ?2\(also) WHERE \(SQLWriter.identifier(id.name)) = ?1 AND \(test)"
            )
        }
        let before = sqlite3_total_changes64(connection)
        try statements[field + test]?.run([.text(item.id), new] + (stamp.map { [$0] } ?? []))
        return sqlite3_total_changes64(connection) > before
    }

    private func identifier(_ field: String) -> String {
        SQLWriter.identifier(home.columns[field]?.column?.name ?? field)
    }

    /// As the column's rows are written; nil where there is no such column.
    private func encoded(_ field: String, _ value: Scalar) throws -> Scalar? {
        guard let source = home.columns[field], source.column != nil,
            let definition = entity.definition.field(field)
        else { return nil }
        return try ColumnEncoding.detect(source, of: definition, in: home, on: connection).encode(value)
    }
}
