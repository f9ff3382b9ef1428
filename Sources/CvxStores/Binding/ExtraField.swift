internal import CvxDomain

/// Names and types for columns that the catalog does not know.
enum ExtraField {
    /// A column's name as the language writes names: `ownerName` and `Owner Name` are `owner_name`. Letters
    /// beyond ASCII stay as they are.
    static func name(_ column: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(column.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar.isUpper {
                let previous = index > 0 ? scalars[index - 1] : nil
                let next = index + 1 < scalars.count ? scalars[index + 1] : nil
                let startsWord =
                    previous.map { $0.isLower || $0.isDigit || ($0.isUpper && (next?.isLower ?? false)) }
                    ?? false
                if startsWord, result.last != "_" { result.append("_") }
                result.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            } else if scalar.isLower || scalar.isDigit || scalar.properties.isAlphabetic {
                result.append(scalar)
            } else if result.last != "_", !(result.isEmpty && scalar != "_") {
                result.append("_")
            }
        }
        while result.count > 1, result.last == "_" { result.removeLast() }
        guard let first = result.first, String(result) != "_" else { return "column" }
        return first.isDigit ? "c_" + String(result) : String(result)
    }

    /// What a column probably holds, from its declared type and name.
    static func type(_ column: BoundColumn) -> ColumnType {
        let name = name(column.name)
        if isSecret(name) { return .secret }
        let declared = column.declaredType.uppercased()
        if declared.hasPrefix("BOOL") { return .bool }
        if declared.hasPrefix("JSON") || name.hasSuffix("_json") { return .json }
        if declared.hasPrefix("DATETIME") || declared.hasPrefix("TIMESTAMP") || name.hasSuffix("_at") {
            return .instant
        }
        if declared == "DATE" { return .date }
        let isFlag = name.hasPrefix("is_") || name.hasPrefix("has_")
        switch column.affinity {
        case .integer: return isFlag ? .bool : .int
        case .real: return .decimal
        case .numeric: return isFlag ? .bool : .decimal
        case .text: return .text
        case .blob: return .any
        }
    }

    /// Integer cents are money, by their name.
    static func isCents(_ column: BoundColumn) -> Bool {
        column.affinity == .integer && name(column.name).hasSuffix("_cents")
    }

    private static func isSecret(_ name: String) -> Bool {
        let folded = name.foldedName
        return ["password", "passwd", "secret", "apikey", "accesskey", "privatekey"].contains {
            folded.contains($0)
        } || name.split(separator: "_").contains("token")
    }
}

extension Unicode.Scalar {
    fileprivate var isUpper: Bool { ("A"..."Z").contains(self) }
    fileprivate var isLower: Bool { ("a"..."z").contains(self) }
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

/// Collects an entity's extra fields over its homes.
struct ExtraFields {
    private(set) var fields: [CatalogField] = []
    private let definition: CatalogEntity?
    /// Names that extra fields may not have; worked out when there is one.
    private var taken: Set<String> = []
    private var index: [String: Int] = [:]

    /// The names of `definition` are taken.
    init(beside definition: CatalogEntity?) { self.definition = definition }

    private static func names(in definition: CatalogEntity?) -> Set<String> {
        // Every row has `store`.
        var names: Set<String> = ["store"]
        guard let definition else { return names }
        for field in definition.fields {
            names.insert(field.name.foldedName)
            for alias in field.aliases { names.insert(alias.foldedName) }
        }
        for relation in definition.relations { names.insert(relation.name.foldedName) }
        return names
    }

    /// Adds one home's unknown columns to its sources. The same name in another home is the same field.
    mutating func add(_ columns: [BoundColumn], to sources: inout [String: FieldSource]) {
        if columns.isEmpty { return }
        if taken.isEmpty { taken = Self.names(in: definition) }
        var usedHere: Set<String> = []
        for column in columns {
            let isCents = ExtraField.isCents(column)
            let type: ColumnType = isCents ? .money : ExtraField.type(column)
            let name = freeName(ExtraField.name(column.name), notIn: usedHere)
            usedHere.insert(name)
            sources[name] = isCents ? .cents(column) : .column(column)
            let folded = name.foldedName
            if let known = index[folded] {
                fields[known].type = Self.merged(fields[known].type, type)
            } else {
                index[folded] = fields.count
                fields.append(CatalogField(name, type))
            }
        }
    }

    /// The name itself, else with `_column`, else with a number.
    private func freeName(_ wanted: String, notIn used: Set<String>) -> String {
        func existing(_ name: String) -> String {
            index[name.foldedName].map { fields[$0].name } ?? name
        }
        func isFree(_ name: String) -> Bool {
            !taken.contains(name.foldedName) && !used.contains(existing(name))
        }
        if isFree(wanted) { return existing(wanted) }
        var candidate = wanted + "_column"
        var number = 2
        while !isFree(candidate) {
            candidate = "\(wanted)_\(number)"
            number += 1
        }
        return existing(candidate)
    }

    private static func merged(_ left: ColumnType, _ right: ColumnType) -> ColumnType {
        if left == right { return left }
        return left == .secret || right == .secret ? .secret : .any
    }
}
