/// A value as a store keeps it, without the meaning that the catalog gives it.
/// Equal is what has the same bytes: texts that only look alike differ.
package enum StoredValue: Sendable {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    /// A secret: it is there and is not shown.
    case redacted
}

extension StoredValue: Hashable {
    package static func == (left: StoredValue, right: StoredValue) -> Bool {
        switch (left, right) {
        case (.null, .null), (.redacted, .redacted): true
        case (.int(let left), .int(let right)): left == right
        case (.real(let left), .real(let right)): left.bitPattern == right.bitPattern
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.blob(let left), .blob(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null, .redacted: hasher.combine(0)
        case .int(let value): hasher.combine(value)
        case .real(let value): hasher.combine(value.bitPattern)
        case .text(let value): for byte in value.utf8 { hasher.combine(byte) }
        case .blob(let value): hasher.combine(value)
        }
    }
}
