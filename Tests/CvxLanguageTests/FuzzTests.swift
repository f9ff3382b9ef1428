import Testing

@testable import CvxLanguage

#if canImport(Glibc)
    import Glibc
#endif

/// SplitMix64: the same programs on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite(.serialized) struct FuzzTests {
    static var duration: Duration {
        let seconds = getenv("CVX_FUZZ_SECONDS").flatMap { Double(String(cString: $0)) }
        return .milliseconds(Int((seconds ?? 2) * 1000 / 3))
    }

    static let soup: [String] =
        Keyword.allCases.map(\.text) + [
            "(", ")", "[", "]", "{", "}", "${", "\"", "'", "\"\"\"", ",", ":", ";", ".", "..", "|", "||",
            "&&", "!", "->",
            "?", "??", "=", "==", "!=", "<>", "<", "<=", ">", ">=", "=~", "!~", "+", "-", "*", "/", "%", "\n",
            "\n", "#",
            "`", "@", "@3", "$", "$x", "$_", "$250k", "70%", "5m", "5min", "2025-09-01", "2025-13",
            "2025-09-01T09:00",
            "leads", "score", "name", "99999999999999999999", "1.5", "\\", "\u{0}", "é", "“", "skiptrace",
            "campaign",
            "create", "max", "cost", "tag", "print", "history",
        ]

    func check(_ bytes: [UInt8]) {
        for door in [Parser.Door.file, .shell] {
            let output = Parser.parse(SourceText(name: "fuzz", bytes: bytes), door: door, shapes: testShapes)
            let size = UInt32(bytes.count)
            for diagnostic in output.diagnostics {
                if let span = diagnostic.span { #expect(span.start <= span.end && span.end <= size) }
            }
            for comment in output.program.comments { #expect(comment.span.end <= size) }
            for statement in output.program.statements { #expect(statement.span.end <= size) }
            _ = output.program.dump()
        }
        let text = String(decoding: bytes, as: UTF8.self)
        _ = isInputComplete(text, shapes: testShapes)
        let size = text.utf8.count
        for cursor in stride(from: 0, through: size, by: max(1, size / 7)) {
            let context = completionContext(text, at: cursor, shapes: testShapes)
            #expect(context.replace.start <= context.replace.end && context.replace.end <= UInt32(size))
        }
    }

    func run(_ seed: UInt64, _ make: (inout SeededGenerator) -> [UInt8]) {
        var generator = SeededGenerator(state: seed)
        let end = ContinuousClock.now + Self.duration
        while ContinuousClock.now < end { check(make(&generator)) }
    }

    @Test func randomBytes() {
        run(1) { generator in
            (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
        }
    }

    @Test func tokenSoup() {
        run(2) { generator in
            let words = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                Self.soup.randomElement(using: &generator) ?? ""
            }
            return Array(words.joined(separator: Bool.random(using: &generator) ? " " : "").utf8)
        }
    }

    @Test func mutations() {
        let seeds = (examples + [nightlyScript]).map { Array($0.utf8) }
        run(3) { generator in
            var bytes = seeds.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                guard !bytes.isEmpty else { break }
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...3, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 2:
                    bytes.insert(
                        contentsOf: Array((Self.soup.randomElement(using: &generator) ?? "").utf8), at: place)
                default:
                    bytes.removeSubrange(
                        place..<min(bytes.count, place + Int.random(in: 1...20, using: &generator)))
                }
            }
            return bytes
        }
    }
}
