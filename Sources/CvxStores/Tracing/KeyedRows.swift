import CvxDomain

/// Rows of an entity with some of their fields, as plain values.
struct KeyedRows {
    /// Reads fields of the rows of a plan, which is over an entity's rows and has no columns of its own yet; a field that no
    /// store has is null.
    ///
    /// - Parameters:
    ///   - counts: whether the row of a batch does, the values of which begin with its store and its id
    ///   - body: is given the key and values of each row that counts, in the order of the fields
    static func read(
        _ fields: [String], of plan: QueryPlan, _ engine: StoreQueryEngine,
        where counts: @escaping (borrowing RowBatch, Int) -> Bool = { _, _ in true },
        _ body: @escaping (RowKey, [Scalar]) -> Void
    ) throws {
        guard let entity = try engine.entity(plan.entity), !entity.homes.isEmpty else { return }
        let columns = (["store", "id"] + fields).map { name in
            QueryPlan.Column(name: name, value: value(name, of: entity))
        }
        var plan = plan
        plan.operations.append(.project(columns))
        try engine.run(plan, withKeys: false, into: Sink(counts, body))
    }

    private static func value(_ name: String, of entity: BoundEntity) -> PlanExpression {
        let field = PlanExpression(
            .field(.init(relations: [], name: name)), entity.definition.field(name)?.type ?? .text)
        let isThere = name == "store" || entity.homes.contains { $0.columns[name] != nil }
        return isThere ? field : .constant(.null, field.type)
    }

    private final class Sink: RowSink {
        private let counts: (borrowing RowBatch, Int) -> Bool
        private let body: (RowKey, [Scalar]) -> Void
        private var columns: [ResultColumn] = []

        init(
            _ counts: @escaping (borrowing RowBatch, Int) -> Bool,
            _ body: @escaping (RowKey, [Scalar]) -> Void
        ) {
            (self.counts, self.body) = (counts, body)
        }

        func begin(_ columns: [ResultColumn]) { self.columns = columns }

        func append(_ batch: borrowing RowBatch) {
            for row in 0..<batch.rowCount where counts(batch, row) {
                guard let store = StoreRole(rawValue: batch.text(of: batch[row, 0])) else { continue }
                let values = (2..<columns.count).map { batch.scalar(row, $0, columns[$0].type) }
                body(RowKey(store: store, id: batch.text(of: batch[row, 1])), values)
            }
        }

        func end() {}
    }
}

extension Scalar {
    /// Text, a phone number or a word of a vocabulary; nil for anything else.
    var heldText: String? {
        switch self {
        case .text(let text), .phone(let text), .symbol(_, let text): text
        default: nil
        }
    }
}
