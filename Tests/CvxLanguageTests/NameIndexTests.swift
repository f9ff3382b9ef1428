import Testing

@testable import CvxLanguage

@Suite struct NameIndexTests {
    /// `‸` marks the place asked about; `⟨…⟩` the names that belong together with it.
    private func check(_ marked: String) {
        var text = ""
        var offset: UInt32 = 0
        var places: [Span] = []
        var start = 0
        for character in marked {
            switch character {
            case "‸": offset = UInt32(text.utf8.count)
            case "⟨": start = text.utf8.count
            case "⟩": places.append(Span(start, text.utf8.count))
            default: text.append(character)
            }
        }
        let output = parse(text)
        #expect(listed(output, text) == "", "\(marked)")
        let index = NameIndex(output.program, length: text.utf8.count)
        guard let declaration = index.declaration(at: offset) else {
            #expect(places.isEmpty, "nothing found in \(marked)")
            return
        }
        #expect(index.places(of: declaration) == places, "\(marked)")
    }

    @Test(arguments: [
        "let ⟨h‸ot⟩ = find leads\nprint $⟨hot⟩",
        "let ⟨hot⟩ = find leads\n$⟨hot⟩ = $⟨ho‸t⟩\nprint \"${count($⟨hot⟩)} ${⟨hot⟩[0].hot}\"",
        "view ⟨v⟩ = find leads\n$⟨‸v⟩ | where v > 5 | select v",
        "for ⟨lead⟩ in $all { print $⟨lea‸d⟩.lead, \"${⟨lead⟩.name}\" }\nprint $lead",
        "let x = 1\nif true { let ⟨x⟩ = 2\nprint $⟨x‸⟩ }\nprint $x",
        "let ⟨x⟩ = 1\nif true { let x = $⟨x⟩\nprint $x }\nprint $⟨‸x⟩",
        "let ⟨x⟩ = 1\nprint $⟨‸x⟩\nlet x = 2\nprint $x",
        "params {\n  ⟨n⟩: int = 5\n  m: int\n}\nprint $⟨‸n⟩ + $m",
        "try { undo } catch ⟨e⟩ { print $⟨e‸⟩.message }\nprint $e",
        "def ⟨f⟩(a: int) = $a\nprint ⟨f‸⟩(1), ⟨f⟩(⟨f⟩(2)), g(3)",
        "print ⟨‸f⟩(1)\ndef ⟨f⟩(a: int) { return $a }",
        "def f(⟨a⟩: int, b: int = $⟨a⟩) { let c = $⟨‸a⟩ + $b\nreturn $c }\nprint $a",
        "print $‸x", "print lo‸wer(\"a\")", "find leads where sco‸re > 5", "print $‸_",
        "let ⟨t⟩ = 5\nprint \"${⟨‸t⟩ + count((find leads where t > $⟨t⟩))}\"",
    ]) func places(_ marked: String) { check(marked) }

    @Test func whatIsVisible() {
        let text =
            "params { n: int }\ndef f(a: int) { return $a }\nlet x = 1\nfor l in $x { let y = 2\nundo }\nlet z = 3"
        let index = NameIndex(parse(text).program, length: text.utf8.count)
        func names(_ word: String) -> [String] {
            let place = text.utf8.count - text.split(separator: word, maxSplits: 1)[1].utf8.count
            return index.visible(at: UInt32(place)).map(\.name.text)
        }
        #expect(names("undo") == ["n", "f", "x", "l", "y"])
        #expect(names("return ") == ["n", "f", "a"])
        #expect(index.visible(at: UInt32(text.utf8.count)).map(\.name.text) == ["n", "f", "x", "z"])
        #expect(index.imports.isEmpty)
    }

    @Test(arguments: [
        ("hot", true), ("straße", true), ("find", true), ("_x", true), ("where", false), ("a b", false),
        ("$x", false),
        ("1a", false), ("", false), ("_", false), ("a#", false), ("a\n", false), ("`x`", false),
    ]) func names(_ text: String, _ isName: Bool) { #expect(NameIndex.isName(text) == isName, "\(text)") }

    /// Whatever a program is, it is indexed without harm.
    @Test func brokenPrograms() {
        for text in [
            "let", "let = 5", "def (", "for in {", "try {", "params { a", "use", "let x = ${", "catch e",
        ] {
            let index = NameIndex(parse(text).program, length: text.utf8.count)
            for offset in 0...UInt32(text.utf8.count) { _ = index.declaration(at: offset) }
        }
    }
}

@Suite struct SyntaxPlaceTests {
    private func place(_ marked: String) -> SyntaxPlace? {
        let parts = marked.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
        let text = parts.joined()
        let offset = UInt32(parts[0].utf8.count)
        return SyntaxPlace.at(offset, parse(text).program, SourceText(name: "test", text: text))?.0
    }

    @Test(arguments: [
        ("fi‸nd leads", SyntaxPlace.word("find")), ("find le‸ads", .entity("leads")),
        ("find prisma.‸leads", .entity("leads")), ("find leads whe‸re a", .word("where")),
        ("find leads where sc‸ore > 5", .field("score")),
        ("find leads where any phones.‸number = \"x\"", .field("number")),
        ("find leads where ph‸ones.x", .field("phones")), ("print low‸er(\"a\")", .function("lower")),
        ("skiptr‸ace @1 using local", .word("skiptrace")), ("skiptrace @1 us‸ing local", .word("skiptrace")),
        ("set @1 pho‸ne = \"x\"", .field("phone")), ("def f(a: le‸ad) = 1", .type("lead")),
        ("let x = 5 # fi‸nd", nil), ("print \"fi‸nd\"", nil),
    ]) func finds(_ marked: String, _ expected: SyntaxPlace?) {
        #expect(place(marked) == expected, "\(marked)")
    }
}
