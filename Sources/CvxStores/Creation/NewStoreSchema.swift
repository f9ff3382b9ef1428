internal import CvxDomain

/// What a new store is made of, as SQL. Indexes stand apart: a bulk load makes them last.
struct NewStoreSchema: Sendable {
    var role: StoreRole
    var tables: [String]
    var indexes: [String]

    static let all: [NewStoreSchema] = [.prisma, .leadflow, .skipTrace]
}
