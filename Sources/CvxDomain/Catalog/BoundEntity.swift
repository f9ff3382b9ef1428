/// An entity as the open stores really carry it: the catalog's fields bound to columns found, with the
/// columns and tables that the catalog does not know added under their own names.
package struct BoundEntity: Sendable {
    /// The catalog's entity with the extra fields appended; for a foreign table, made from its columns.
    package var definition: CatalogEntity
    /// False for a table that the catalog does not know.
    package var isCataloged: Bool
    /// Only homes whose table (or carrying column) was found, in the catalog's order of precedence.
    package var homes: [BoundHome]
    /// The home in cvx's own store while that is not made yet: it has no rows, and the first that is added makes it.
    package var awaited: BoundHome?
    /// Names of fields that come from unknown columns.
    package var extraFields: Set<String>
    /// Stores that it may have rows in and that cannot be read: what is said of it is said without them.
    package var lacking: Set<StoreRole> = []

    package init(
        definition: CatalogEntity, isCataloged: Bool, homes: [BoundHome], awaited: BoundHome? = nil,
        extraFields: Set<String>
    ) {
        self.definition = definition
        self.isCataloged = isCataloged
        self.homes = homes
        self.awaited = awaited
        self.extraFields = extraFields
    }

    /// The homes that are there, and the one that will be.
    package var knownHomes: [BoundHome] { homes + (awaited.map { [$0] } ?? []) }

    /// New rows go to the home that is not made yet: it comes first, or there is no other.
    package var awaitsFirst: Bool {
        guard let awaited else { return false }
        return homes.isEmpty || definition.homes.first?.store == awaited.store
    }

    /// Those of one store where one is named.
    package func restricted(to store: StoreRole?) -> BoundEntity {
        guard let store else { return self }
        var restricted = self
        restricted.homes.removeAll { $0.store != store }
        if awaited?.store != store { restricted.awaited = nil }
        return restricted
    }
}

/// One table (or column of another entity's table) that an entity's rows come from.
package struct BoundHome: Sendable {
    package enum Kind: Sendable {
        case table
        /// A text column of the table that holds one value a row.
        case carriedText(BoundColumn)
        /// A JSON list: `["…"]` or `[{number|address, type, isPrimary, isDoNotCall, confidence}]`.
        case carriedList(BoundColumn)
    }
    package var store: StoreRole
    package var kind: Kind
    /// As the store spells it.
    package var table: String
    /// By field name; for carried kinds: `id` and `lead_id` are the carrying row's id column.
    package var columns: [String: FieldSource]
    /// Rows have a rowid (false: WITHOUT ROWID, or a view).
    package var hasRowID: Bool

    package init(
        store: StoreRole, kind: Kind, table: String, columns: [String: FieldSource], hasRowID: Bool
    ) {
        self.store = store
        self.kind = kind
        self.table = table
        self.columns = columns
        self.hasRowID = hasRowID
    }

    /// What a field of its rows comes from. Of what other rows carry that is the value itself; what a list says beside
    /// it, any one of its items may lack.
    package func source(of field: String) -> FieldSource? {
        if let source = columns[field] { return source }
        switch kind {
        case .table: return nil
        case .carriedText(let column), .carriedList(let column):
            return field == "number" || field == "address" ? .column(column) : nil
        }
    }
}

package struct BoundColumn: Hashable, Sendable {
    /// SQLite's column affinity.
    package enum Affinity: String, Sendable { case text, numeric, integer, real, blob }

    /// As the store spells it.
    package var name: String
    /// As declared; empty where the table declares none.
    package var declaredType: String
    package var affinity: Affinity
    package var isNotNull: Bool

    /// A row's place in its table, which stands for an id where a table has none.
    package static let place = BoundColumn(
        name: "rowid", declaredType: "INTEGER", affinity: .integer, isNotNull: true)

    package init(name: String, declaredType: String, affinity: Affinity, isNotNull: Bool) {
        self.name = name
        self.declaredType = declaredType
        self.affinity = affinity
        self.isNotNull = isNotNull
    }
}

/// Where one home has a field's value.
package enum FieldSource: Hashable, Sendable {
    case column(BoundColumn)
    /// Integer cents.
    case cents(BoundColumn)
    case seconds(BoundColumn)
    case minutes(BoundColumn)
    /// Percents: 35 is 35%.
    case percents(BoundColumn)
    /// Dollars that the column has as a share of another column's: in percents (35 is 35%), else as a fraction.
    case share(BoundColumn, of: BoundColumn, inPercents: Bool)
    /// A mark that several columns have: it is there where one of them says so, and all of them are written.
    case anyTrue(BoundColumn, others: [BoundColumn])
    /// A split address: the parts that are not empty, joined by `, ` (state and zip by a space).
    case address(street: BoundColumn, city: BoundColumn?, state: BoundColumn?, zip: BoundColumn?)
    /// The same for all rows of the home; no column holds it.
    case constant(String)

    /// The one column that holds it; nil where several do, or none.
    package var column: BoundColumn? {
        switch self {
        case .column(let column), .cents(let column), .seconds(let column), .minutes(let column),
            .percents(let column), .share(let column, _, _), .anyTrue(let column, _):
            column
        case .address, .constant: nil
        }
    }
}

/// What is to be asked: the entities that the open stores hold. Binding happens when an entity is first asked for.
package protocol WorkspaceCatalog: AnyObject {
    /// The bound entity of a plural or singular name (case and `_` do not count), cataloged or foreign; nil where
    /// neither catalog nor stores know the name. An entity of the catalog with no home found has empty `homes`.
    func entity(_ name: String) throws -> BoundEntity?
    /// Plural names of the catalog's entities, then foreign tables; for suggestions and completion.
    func entityNames() throws -> [String]
    /// Why a store that is there cannot be read; nil for every other.
    func fault(of store: StoreRole) -> (any Error)?
    /// An answer is given without these stores, which cannot be read: whoever is told things is told so, once.
    func leaveOut(_ stores: Set<StoreRole>)
    /// Nothing outside it is read or changed, whoever asks; nil where all may be.
    var organization: OrganizationScope? { get set }
}

/// Of a catalog all of whose stores can be read.
extension WorkspaceCatalog {
    package func fault(of store: StoreRole) -> (any Error)? { nil }
    package func leaveOut(_ stores: Set<StoreRole>) {}
}
