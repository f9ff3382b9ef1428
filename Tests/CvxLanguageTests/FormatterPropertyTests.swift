import Testing

@testable import CvxLanguage

#if canImport(Glibc)
    import Glibc
#endif

/// Laws of the formatter over random programs: the tree stays, formatting twice is formatting once, comments are all
/// kept in their order.
@Suite struct FormatterPropertyTests {
    /// More on CI, where `CVX_FUZZ_SECONDS` is set.
    static let count = getenv("CVX_FUZZ_SECONDS") == nil ? 400 : 4_000

    @Test func lawsHold() {
        var valid = 0
        for seed in 0..<Self.count {
            var generator = ProgramGenerator(seed: UInt64(seed))
            let text = generator.program()
            let before = parse(text)
            guard before.diagnostics.isEmpty else { continue }
            valid += 1
            let source = SourceText(name: "test", text: text)
            let once = Formatter.write(before.program, source, shapes: testShapes)
            let after = parse(once)
            #expect(listed(after, once) == "", "seed \(seed): \(text)")
            #expect(after.program.dump() == before.program.dump(), "seed \(seed): \(text)")
            let result = SourceText(name: "test", text: once)
            #expect(after.program.comments.map { result.text($0.span) } == generator.comments, "seed \(seed)")
            #expect(
                Formatter.write(after.program, result, shapes: testShapes) == once, "seed \(seed): \(text)")
        }
        // The generator now and then writes what means something else, as a field where a verb is meant.
        #expect(valid > Self.count * 9 / 10)
    }
}
