/// A value as a store keeps it, without the meaning that the catalog gives it.
package enum StoredValue: Hashable, Sendable {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    /// A secret: it is there and is not shown.
    case redacted
}
