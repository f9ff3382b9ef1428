/// An entity of the language: what people ask for, whichever store it lives in.
package struct CatalogEntity: Sendable {
    /// Plural, as in `find leads`.
    package var name: String
    /// As in `lead.notes` and parameter types.
    package var singular: String
    /// One line for `describe` and help.
    package var summary: String
    package var homes: [CatalogHome]
    package var fields: [CatalogField]
    package var relations: [CatalogRelation]
    /// The field that `add note to @1 "…"` fills; nil where there is none.
    package var textField: String?

    package func field(_ name: String) -> CatalogField? { fields.first { $0.name == name } }
    /// Its home in the store is a table of another program's own making.
    package func adopts(in store: StoreRole) -> Bool {
        homes.contains { $0.store == store && $0.adoption != nil }
    }

    /// Some rows are values that another entity's rows carry: then `source` says where each stands.
    package var hasCarriedHomes: Bool {
        homes.contains { if case .carried = $0.kind { true } else { false } }
    }

    package func relation(_ name: String) -> CatalogRelation? { relations.first { $0.name == name } }
}

/// A table, or a column of another entity's table, that an entity's rows come from.
package struct CatalogHome: Sendable {
    package var store: StoreRole
    package var kind: Kind
    /// What makes another program's table a home; nil where its name alone does.
    package var adoption: Adoption?

    package enum Kind: Sendable, Hashable {
        /// A table of its own, found by any of these names (compared without case and `_`).
        case table(names: [String])
        /// Values that rows of another entity carry in a field: a text column (`phone`) or a JSON list
        /// (`phones`, as `["…"]` or `[{number, …}]`).
        case carried(by: String, field: String)
    }

    /// A table that drifted stores have of their own and that stays reachable under its own name too.
    package struct Adoption: Sendable, Hashable {
        /// Fields that it must have a column for.
        package var needs: [String]
        /// What all of its rows have in fields that no column carries.
        package var constants: [String: String]
    }

    package init(_ store: StoreRole, _ kind: Kind, adoption: Adoption? = nil) {
        self.store = store
        self.kind = kind
        self.adoption = adoption
    }
}

package struct CatalogField: Sendable {
    package var name: String
    package var type: ColumnType
    /// One line for `describe`; empty where the name says it.
    package var summary: String
    /// Other names in the language: `temperature` for `temperature_tag`.
    package var aliases: [String]
    /// Columns that may carry it, best first; compared without case and `_`. The field's own name is always first.
    package var columns: [Column]
    /// How to compute it where no column carries it: `score`.
    package var derived: Derivation?
    /// What a written value must be beyond its type; nil where the type says it all.
    package var rule: FieldRule?
    /// Its text compares and groups ignoring case.
    package var ignoresCase = false
    /// Why nobody may set it; nil where it can be set.
    package var fixed: String?
    /// Once true it stays so, whoever sets or imports what: only `dnc remove` takes it back.
    package var isSticky = false

    package enum Column: Sendable, Hashable {
        case named(String)
        /// Integer cents of a money field.
        case cents(String)
        /// Seconds of a duration field.
        case seconds(String)
        case minutes(String)
    }

    package enum Derivation: Sendable, Hashable {
        /// The first of these fields that is not null.
        case firstOf([String])
        /// True where any of these fields is true.
        case anyTrue([String])
    }

    package init(
        _ name: String, _ type: ColumnType, _ summary: String = "", aliases: [String] = [],
        columns: [Column] = [], derived: Derivation? = nil, rule: FieldRule? = nil, ignoresCase: Bool = false,
        fixed: String? = nil, isSticky: Bool = false
    ) {
        self.name = name
        self.type = type
        self.summary = summary
        self.aliases = aliases
        self.columns = [.named(name)] + columns
        self.derived = derived
        self.rule = rule
        self.ignoresCase = ignoresCase
        self.fixed = fixed
        self.isSticky = isSticky
    }
}

/// A way from one entity's rows to another's.
package struct CatalogRelation: Sendable {
    package var name: String
    package var target: String
    package var isToMany: Bool
    /// The field here and the field there that hold the same id.
    package var localField: String
    package var targetField: String
    /// What becomes of the target's rows when the row here is deleted; of a to-one relation nothing does.
    package var onDelete: DeletionRule = .delete
    /// What the row that holds the id says of whose id it is; nil where it can be of one entity alone.
    package var mark: Mark?

    /// A field beside the id, and what it holds where the relation is meant.
    package struct Mark: Sendable, Hashable {
        package var field: String
        package var value: String
    }

    package enum DeletionRule: String, Sendable, Hashable {
        /// They go with it.
        case delete
        /// They stay and lose the id.
        case clear
        /// As long as there are any, it cannot be deleted.
        case refuse
        /// They stay as they are: what their table declares no key for could not be had back.
        case keep
    }

    package static func one(_ name: String, _ target: String, by field: String) -> CatalogRelation {
        CatalogRelation(
            name: name, target: target, isToMany: false, localField: field, targetField: "id")
    }

    package static func many(
        _ name: String, _ target: String, by field: String, onDelete: DeletionRule = .delete
    ) -> CatalogRelation {
        CatalogRelation(
            name: name, target: target, isToMany: true, localField: "id", targetField: field,
            onDelete: onDelete)
    }

    package func marked(_ field: String, _ value: String) -> CatalogRelation {
        var marked = self
        marked.mark = Mark(field: field, value: value)
        return marked
    }
}

extension String {
    /// A name as catalog and stores compare it: ASCII case and `_` do not count.
    package var foldedName: String {
        // In place: names are folded for every field and column before the first statement.
        String(unsafeUninitializedCapacity: utf8.count) { bytes in
            var count = 0
            for byte in utf8 where byte != 0x5F {
                bytes[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }
}
