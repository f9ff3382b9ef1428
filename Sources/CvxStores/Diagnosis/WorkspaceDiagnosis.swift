package import CvxDomain

/// What `describe` and `cvx doctor` show of a workspace: plain values, nothing printed.
package struct WorkspaceDiagnosis: Sendable {
    package var stores: [StoreDiagnosis] = []
    package var entities: [EntityDiagnosis] = []
    /// Names of tables that no catalog entity is bound to.
    package var foreignTables: [String] = []
    package var faults: [StoreFault] = []
    package var warnings: [String] = []
}

/// One store's file and what is in it.
package struct StoreDiagnosis: Sendable {
    package var store: StoreRole
    /// Nil where no path is set.
    package var path: String?
    package var state: StoreState
    /// Of the file.
    package var bytes: Int64 = 0
    package var pages: Int64 = 0
    package var isWritable = false
    package var tables: [TableDiagnosis] = []
    package var indexes: [IndexDiagnosis] = []
    /// None of its tables is one the catalog knows.
    package var isUnknown = false
}

package struct TableDiagnosis: Sendable {
    package var name: String
    package var isView: Bool
    /// Nil for a view that no longer works.
    package var rows: Int64?
    /// The catalog entity bound to it.
    package var entity: String?
}

package struct IndexDiagnosis: Sendable, Hashable {
    package var name: String
    package var table: String
    /// An indexed expression is nil.
    package var columns: [String?]
}

/// What a catalog entity is bound to.
package struct EntityDiagnosis: Sendable {
    package var entity: BoundEntity
    /// Fields without a column in any home, and not derived.
    package var missingFields: [String]
}

/// Something wrong with what a store holds.
package struct StoreFault: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// SQLite's integrity check found something.
        case damaged(String)
        /// Rows whose relation leads to no row.
        case orphans(relation: String)
        /// One column, several encodings: rows by `epoch milliseconds`, `ISO text`, `SQLite text`, `other text` …
        case mixedInstants(field: String, encodings: [String: Int64])
        /// Words that the vocabulary does not have.
        case unknownWords(field: String, words: [String: Int64])
        /// Text where the column is declared to hold numbers.
        case textInNumber(field: String)
        /// One number on many leads; at least `sharedPhoneLimit`.
        case sharedPhone(String)
        /// Ids with quotes or white space.
        case brokenIDs
        /// A relation's key without an index.
        case missingIndex(column: String)
        case nothingKnown
        /// The check itself could not run.
        case unchecked(String)
    }
    package var kind: Kind
    package var store: StoreRole
    package var entity: String?
    package var table: String?
    /// Rows concerned; 0 where it is not about rows.
    package var count: Int64
}
