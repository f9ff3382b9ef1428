/// What the checker knows of an entity's field.
package struct FieldSignature: Sendable {
    package var name: String
    package var aliases: [String]
    package var type: Type
    /// Why no open store carries it; nil where one does.
    package var unavailable: String?
    /// Why nobody may set it; nil where it can be set.
    package var fixed: String?
    /// `=`, `!=` and `in` compare its text ignoring case.
    package var ignoresCase: Bool
    package var summary: String

    package init(
        name: String, aliases: [String] = [], type: Type, unavailable: String? = nil, fixed: String? = nil,
        ignoresCase: Bool = false, summary: String = ""
    ) {
        self.name = name
        self.aliases = aliases
        self.type = type
        self.unavailable = unavailable
        self.fixed = fixed
        self.ignoresCase = ignoresCase
        self.summary = summary
    }
}

package struct RelationSignature: Sendable {
    package var name: String
    package var target: String
    package var isToMany: Bool
    /// The field here that holds the other row's id; of a to-many relation, `id`.
    package var localField: String
    package init(name: String, target: String, isToMany: Bool, localField: String) {
        self.name = name
        self.target = target
        self.isToMany = isToMany
        self.localField = localField
    }
}

/// What the checker knows of an entity. Built once and shared: looking a name up is on the path of every check.
package final class EntitySignature: Sendable {
    package enum Member: Sendable {
        case field(FieldSignature)
        case relation(RelationSignature)
    }

    package let name: String
    package let singular: String
    package let fields: [FieldSignature]
    package let relations: [RelationSignature]
    /// Stores that hold it: `prisma.leads` names one.
    package let homes: [String]
    /// The field that `since` and `until` mean; nil where there is none.
    package let createdField: String?
    /// The field that `add … "text"` fills; nil where there is none.
    package let textField: String?
    private let members: [String: Member]

    package init(
        name: String, singular: String, fields: [FieldSignature], relations: [RelationSignature],
        homes: [String], createdField: String?, textField: String? = nil
    ) {
        self.name = name
        self.singular = singular
        self.fields = fields
        self.relations = relations
        self.homes = homes
        self.createdField = createdField
        self.textField = textField
        var members = [String: Member](minimumCapacity: 2 * (fields.count + relations.count))
        for relation in relations { members[relation.name.foldedWord] = .relation(relation) }
        for field in fields {
            for alias in field.aliases { members[alias.foldedWord] = .field(field) }
        }
        for field in fields { members[field.name.foldedWord] = .field(field) }
        self.members = members
    }

    package func member(_ name: String) -> Member? { members[name.foldedWord] }

    package func relation(_ name: String) -> RelationSignature? {
        if case .relation(let relation)? = members[name.foldedWord] { return relation }
        return relations.first { $0.name.foldedWord == name.foldedWord }
    }

    /// Every spelling that can stand as a name in a row of this entity.
    package var memberNames: [String] {
        fields.map(\.name) + fields.flatMap(\.aliases) + relations.map(\.name)
    }
}

/// Where the checker looks entities and vocabularies up. Throws what a store throws when it must be opened for it.
package protocol Schema {
    /// By plural or singular name, case and `_` not counting.
    func entity(_ name: String) throws -> EntitySignature?
    func entityNames() throws -> [String]
    /// Canonical words in their order; nil for an unknown vocabulary.
    func vocabulary(_ name: String) -> [String]?
    /// The entities of the rows whose id is `id`, or begins with it where it is not exact: one for each row, up to some.
    func entities(ofRow id: String, exact: Bool) throws -> [String]
    /// Names of the stores.
    var homes: [String] { get }
}

extension String {
    /// A word as the language compares it: ASCII case and `_` do not count.
    package var foldedWord: String {
        if utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { return self }
        return String(unsafeUninitializedCapacity: utf8.count) { bytes in
            var count = 0
            for byte in utf8 where byte != 0x5F {
                bytes[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }
}
