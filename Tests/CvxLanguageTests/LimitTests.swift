import Testing

@testable import CvxLanguage

@Suite struct LimitTests {
    static let deep: [(String, String)] = {
        let n = 10_000
        func times(_ text: String) -> String { String(repeating: text, count: n) }
        return [
            ("parentheses", "let x = " + times("(") + "1" + times(")")),
            ("open parentheses", "let x = " + times("(")),
            ("lists", "let x = " + times("[") + "1" + times("]")),
            ("records", "let x = " + times("{a: ") + "1" + times("}")),
            ("blocks", times("if true { ") + times("}")),
            ("open blocks", times("transaction { ")),
            ("not", "assert " + times("not ") + "true"),
            ("minus", "assert " + times("- ") + "1"),
            ("coalesce", "assert 1" + times(" ?? 1")),
            ("plus", "assert 1" + times(" + 1")),
            ("members", "assert $x" + times(".a")),
            ("indexes", "assert $x" + times("[0]")),
            ("calls", "assert f" + times("(") + times(")")),
            ("interpolations", "assert " + times("\"${") + "1" + times("}\"")),
            ("preview", times("preview ") + "undo"),
            ("types", "def f(x: " + times("[") + "int" + times("]") + ") = 1"),
            ("conditionals", "let x = " + times("if a { 1 } else ") + "{ 2 }"),
            ("quantified", "find leads where " + times("any a(") + "1" + times(")")),
            ("explain", times("explain ") + "find leads"),
            ("queries", "find leads where id in " + times("(find leads where id in ")),
            ("chain of comparisons", "assert 1" + times(" < 1")),
        ]
    }()

    @Test(arguments: deep.indices) func oneReport(_ index: Int) {
        let (what, text) = Self.deep[index]
        let output = parse(text)
        #expect(output.diagnostics.map(\.code).contains(.nestingTooDeep), "\(what)")
        if what != "chain of comparisons" {
            #expect(output.diagnostics.count == 1, "\(what): \(listed(output, text).prefix(400))")
        }
        _ = output.program.dump()
        _ = isInputComplete(text, shapes: testShapes)
    }

    @Test func longButFlat() {
        let n = 10_000
        let conditions = Array(repeating: "score = 1", count: n).joined(separator: " or ")
        #expect(parse("find leads where \(conditions)").diagnostics.isEmpty)
        let branches = String(repeating: "if a { } else ", count: n) + "{ }"
        #expect(parse(branches).diagnostics.isEmpty)
        #expect(parse("print [" + String(repeating: "1, ", count: n) + "1]").diagnostics.isEmpty)
        #expect(parse("$x" + String(repeating: " | count", count: n)).diagnostics.isEmpty)
    }

    @Test func linear() {
        func seconds(_ bytes: [UInt8]) -> Double {
            let clock = ContinuousClock()
            let time = clock.measure {
                _ = Parser.parse(SourceText(name: "x", bytes: bytes), door: .file, shapes: testShapes)
            }
            return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        }
        var generator = SeededGenerator(state: 7)
        let random = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var soup: [UInt8] = []
        for _ in 0..<200_000 {
            soup += Array((FuzzTests.soup.randomElement(using: &generator) ?? "").utf8)
            soup.append(32)
        }
        let repeated = [
            "(", "\"", "a", "\"${", "a.", "{\n", "select ", "x in (\n", "and\n", "- ", "'", "\u{1F600}",
        ]
        let garbages = [random, soup] + repeated.map { Array(String(repeating: $0, count: 200_000).utf8) }
        for garbage in garbages {
            let time = seconds(garbage)
            #expect(time < 4, "\(String(decoding: garbage.prefix(20), as: UTF8.self)): \(time)")
        }
    }
}
