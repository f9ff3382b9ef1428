internal import CvxDomain

/// A table that is bound to no catalog entity, under the name that the language has for it.
struct ForeignTable {
    var name: String
    var store: StoreRole
    var table: StoreTable

    /// Names every foreign table: its own name where that is free, else with its store before it, else with
    /// `_table` after it.
    static func named(_ tables: [(store: StoreRole, table: StoreTable)]) -> [ForeignTable] {
        var taken: Set<String> = []
        for entity in Catalog.entities {
            taken.insert(entity.name.foldedName)
            taken.insert(entity.singular.foldedName)
            // `prisma.leads` is one home of leads.
            for role in StoreRole.allCases where entity.homes.contains(where: { $0.store == role }) {
                taken.insert("\(role.rawValue).\(entity.name)".foldedName)
                taken.insert("\(role.rawValue).\(entity.singular)".foldedName)
            }
        }
        var result: [ForeignTable] = []
        for (store, table) in tables {
            var name = table.name
            var number = 2
            if taken.contains(name.foldedName) { name = "\(store.rawValue).\(table.name)" }
            if taken.contains(name.foldedName) { name = "\(table.name)_table" }
            while taken.contains(name.foldedName) {
                name = "\(table.name)_table\(number)"
                number += 1
            }
            taken.insert(name.foldedName)
            result.append(ForeignTable(name: name, store: store, table: table))
        }
        return result
    }
}
