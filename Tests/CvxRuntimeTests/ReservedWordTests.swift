import CvxDomain
import CvxLanguage
import Testing

/// A field that is a reserved word could only be written in backticks.
@Suite struct ReservedWordTests {
    @Test func noCatalogFieldIsReserved() {
        for entity in Catalog.entities {
            let names = entity.fields.flatMap { [$0.name] + $0.aliases } + entity.relations.map(\.name)
            for name in names { #expect(!Keyword.reservedWords.contains(name), "\(entity.name).\(name)") }
        }
    }
}
