import CvxDomain

extension ColumnEncoding {
    /// How a column of a home is written: by what its newest rows hold, and where it is empty by its store's habit.
    ///
    /// - Throws: `SQLiteFailure`.
    static func detect(
        _ source: FieldSource, of field: CatalogField, in home: BoundHome, on connection: OpaquePointer
    ) throws -> ColumnEncoding {
        let column: BoundColumn
        switch source {
        case .cents: return .cents
        case .seconds: return .seconds
        case .minutes: return .minutes
        case .percents: return .fraction(scale: 100)
        case .address, .constant, .share: return .plain
        case .column(let plain), .anyTrue(let plain, _): column = plain
        }
        func samples() throws -> [Scalar] { try newest(column, of: home, on: connection) }
        switch field.type {
        case .instant: return instants(try samples(), home.store, column)
        case .date: return .dayText
        case .percent:
            let numbers = try samples().compactMap(\.asFraction)
            return .fraction(scale: numbers.contains { $0 > 1 } ? 100 : 1)
        case .duration: return .seconds
        case .bool where column.affinity == .text: return words(try samples())
        case .phone:
            let texts = try samples().compactMap(\.plainText)
            return .phone(PhoneFormat.detect(texts) ?? .e164)
        case .vocabulary: return letters(try samples())
        default: return .plain
        }
    }

    private static func newest(
        _ column: BoundColumn, of home: BoundHome, on connection: OpaquePointer
    ) throws -> [Scalar] {
        let name = SQLWriter.identifier(column.name)
        let order = home.hasRowID ? " ORDER BY rowid DESC" : ""
        var values: [Scalar] = []
        try PreparedStatement.run(
            "SELECT \(name) FROM \(home.qualifiedTable) WHERE \(name) IS NOT NULL\(order) LIMIT 100",
            on: connection
        ) { values.append($0.raw(0)) }
        return values
    }

    private static func instants(
        _ samples: [Scalar], _ store: StoreRole, _ column: BoundColumn
    ) -> ColumnEncoding {
        var counts: [ColumnEncoding: Int] = [:]
        for sample in samples {
            if let encoding = instant(sample) { counts[encoding, default: 0] += 1 }
        }
        let habit: ColumnEncoding =
            (store == .prisma || store.isOwn) && column.affinity != .text ? .epochMilliseconds : .isoText
        let best = counts.values.max() ?? 0
        // The store's habit wins a draw.
        if counts[habit, default: 0] == best { return habit }
        return counts.first { $0.value == best }?.key ?? habit
    }

    /// Nil for what is no moment.
    private static func instant(_ sample: Scalar) -> ColumnEncoding? {
        func number(_ number: Int64) -> ColumnEncoding {
            StoredInstant.seconds.contains(number) ? .epochSeconds : .epochMilliseconds
        }
        switch sample {
        case .int(let value): return number(value)
        case .decimal(let value): return Int64(exactly: value.rounded()).map(number)
        case .text(let text):
            // Digits that are written as a number become text again where the column is for text.
            if StoredInstant.digits.contains(text.utf8.count), let value = Int64(text) {
                return number(value)
            }
            let bytes = Array(text.utf8)
            guard bytes.withUnsafeBufferPointer({ StoredInstant.milliseconds($0) }) != nil else { return nil }
            // `2025-09-16T…` and `2025-09-16 …` part at the eleventh character.
            return bytes.dropFirst(10).first == 0x54 ? .isoText : .spacedText
        default: return nil
        }
    }

    private static func words(_ samples: [Scalar]) -> ColumnEncoding {
        let pairs = [
            ("true", "false"), ("TRUE", "FALSE"), ("True", "False"), ("yes", "no"), ("t", "f"), ("y", "n"),
        ]
        for case .text(let text) in samples {
            if let pair = pairs.first(where: { $0.0 == text || $0.1 == text }) {
                return .words(yes: pair.0, no: pair.1)
            }
        }
        return .words(yes: "1", no: "0")
    }

    private static func letters(_ samples: [Scalar]) -> ColumnEncoding {
        let texts = samples.compactMap(\.plainText)
        let upper = texts.filter { $0 == $0.uppercased() }.count
        let lower = texts.filter { $0 == $0.lowercased() }.count
        // The vocabulary's own spelling serves where the column shows no other habit.
        if lower > texts.count / 2 { return .lowerCase }
        return upper > texts.count / 2 ? .upperCase : .plain
    }
}

extension Scalar {
    /// The text where this is one.
    var plainText: String? { if case .text(let text) = self { text } else { nil } }
}

extension BoundHome {
    /// As SQL names it: `"prisma"."Lead"`.
    var qualifiedTable: String {
        "\(SQLWriter.identifier(store.rawValue)).\(SQLWriter.identifier(table))"
    }
}
