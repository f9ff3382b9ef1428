import CvxDomain
import Testing

@Suite struct TextFoldingTests {
    @Test func foldsUnicode() {
        #expect(TextFolding.equal("ÉMILE", "émile"))
        #expect(TextFolding.contains("José NÚÑEZ", "núñ"))
        #expect(TextFolding.starts("Ωmega", with: "ω"))
        #expect(TextFolding.ends("STRAẞE", with: "ße"))
        #expect(!TextFolding.contains("ab", "abc"))
    }

    @Test func nothingFoldsOntoASCII() {
        #expect(!TextFolding.equal("\u{212A}", "k"))
        #expect(!TextFolding.contains("\u{017F}", "s"))
    }

    @Test(arguments: [
        ("Main St", "main%", true), ("Main St", "%st", true), ("Main St", "m_in%", true),
        ("Main St", "main", false), ("", "%", true), ("", "", true), ("a", "", false), ("aab", "%ab", true),
        ("Zoë", "zo_", true), ("a%b", "a%b", true), ("mississippi", "%iss%ip%", true),
    ])
    func like(_ text: String, _ pattern: String, _ expected: Bool) {
        #expect(TextFolding.like(text, pattern) == expected)
    }

    @Test(arguments: [
        ("(480) 555-0156", "4805550156"), ("+14805550156", "4805550156"), ("1-480-555-0156", "4805550156"),
        ("480.555.0156 x12", "4805550156"), ("555-0156", "5550156"), ("none", "none"), ("", ""),
    ])
    func phoneKeys(_ text: String, _ key: String) {
        #expect(TextFolding.phoneKey(text) == key)
    }
}

@Suite struct InstantTextTests {
    private func parse(_ text: String) -> Int64? {
        Array(text.utf8).withUnsafeBufferPointer { InstantText.milliseconds($0) }
    }

    @Test(arguments: [
        ("2025-09-16T02:18:31.644Z", 1_757_989_111_644), ("2025-09-16 02:18:31", 1_757_989_111_000),
        ("2025-09-16", 1_757_980_800_000), ("2025-09-16T02:18", 1_757_989_080_000),
        ("2025-09-16T04:18:31+02:00", 1_757_989_111_000), ("2025-09-15T19:18:31-0700", 1_757_989_111_000),
        ("1969-12-31T23:59:59.999Z", -1), ("2025-09-16T02:18:31.6446Z", 1_757_989_111_645),
    ])
    func reads(_ text: String, _ milliseconds: Int) {
        #expect(parse(text) == Int64(milliseconds))
    }

    @Test(arguments: [
        "", "yesterday", "2025-13-01", "2025-02-30", "2025-09-16T", "2025-09-16T25:00",
        "2025-09-16T02:18:31.Z",
        "2025-09-16T02:18:31Q", "2025-9-16", "2025-09-16T02:18:31+99:00",
    ])
    func refuses(_ text: String) { #expect(parse(text) == nil) }
}

@Suite struct JSONSanitizerTests {
    private func sanitize(_ text: String) -> JSONSanitizer.Result {
        Array(text.utf8).withUnsafeBufferPointer { JSONSanitizer.sanitize($0) }
    }

    @Test(arguments: ["{}", "[]", "null", " [1, -2.5e3, \"a\\n\\u00e9\", {\"a\": [true]}] ", "\"x\"", "0"])
    func leavesJSONAlone(_ text: String) { #expect(sanitize(text) == .unchanged) }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\" 1}", "01", "tru", "\"a", "\"\\x\"", "{} x", "\"\u{1}\"", "+1", "1.", "nul",
    ])
    func tellsWhatIsNone(_ text: String) { #expect(sanitize(text) == .notJSON) }

    @Test func redactsAtAnyDepth() {
        #expect(
            sanitize(#"{"a": {"api_key": "k1", "x": [ {"Authorization": {"b": 2}, "token": 3} ]}, "key": 4}"#)
                == .redacted(
                    #"{"a": {"api_key": "[redacted]", "x": [ {"Authorization": "[redacted]", "token": "[redacted]"} ]}, "key": 4}"#
                ))
        #expect(sanitize(#"{"secret": {"password": 1}}"#) == .redacted(#"{"secret": "[redacted]"}"#))
    }

    @Test func deepNestingIsNoJSON() {
        #expect(sanitize(String(repeating: "[", count: 100_000)) == .notJSON)
    }
}

@Suite struct MoneyTests {
    @Test func roundsHalfAwayFromZero() {
        #expect(Money(dollars: 0.00005)?.tenThousandths == 1)
        #expect(Money(dollars: -0.07)?.tenThousandths == -700)
        #expect(Money(dollars: .nan) == nil)
        #expect(Money(dollars: 1e300) == nil)
    }
}

@Suite struct CatalogTests {
    @Test func relationsLeadSomewhere() {
        for entity in Catalog.entities {
            for relation in entity.relations {
                let target = Catalog.entity(relation.target)
                #expect(target != nil, "\(entity.name).\(relation.name)")
                #expect(entity.field(relation.localField) != nil, "\(entity.name).\(relation.name)")
                #expect(target?.field(relation.targetField) != nil, "\(entity.name).\(relation.name)")
            }
        }
    }

    @Test func vocabulariesExist() {
        for field in Catalog.entities.flatMap(\.fields) {
            if case .vocabulary(let name) = field.type { #expect(Vocabulary.named(name) != nil) }
        }
    }

    @Test func namesAndAliasesAreUnique() {
        for entity in Catalog.entities {
            let names = entity.fields.flatMap { [$0.name] + $0.aliases }.map(\.foldedName)
            #expect(Set(names).count == names.count, "\(entity.name)")
        }
    }
}
