import Testing

@testable import CvxEditorServer

@Suite struct MessageFramingTests {
    /// What comes of a stream that arrives in pieces of so many bytes.
    private func frames(_ stream: [UInt8], pieces: Int) -> [String] {
        var framing = MessageFraming()
        var found: [String] = []
        var rest = stream[...]
        while !rest.isEmpty {
            framing.append(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            while let frame = framing.next() {
                switch frame {
                case .message(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
                case .fault(let what): found.append("fault: \(what)")
                }
            }
        }
        return found
    }

    @Test(arguments: [1, 2, 7, 1_000]) func cutsMessages(pieces: Int) {
        let stream =
            "Content-Length: 2\r\n\r\n{}Content-Type: x\r\ncontent-length:3\r\n\r\n[1]Content-Length: 0\n\n"
            + "Content-Length: 4\n\n\"é\""
        #expect(frames(Array(stream.utf8), pieces: pieces) == ["{}", "[1]", "", "\"é\""])
    }

    @Test(arguments: [1, 1_000]) func goesOnAfterFaults(pieces: Int) {
        let header = "fault: a header without a readable Content-Length"
        for bad in [
            "Content-Length: x\r\n\r\n", "Content-Length: -5\r\n\r\n", "nothing\r\n\r\n", "{}\r\n\r\n",
        ] {
            let stream = Array((bad + "Content-Length: 2\r\n\r\n{}").utf8)
            #expect(frames(stream, pieces: pieces) == [header, "{}"], "\(bad)")
        }
        // The body of what had no length stands before the next header.
        let rest = Array("Length: 2\r\n\r\n{\"a\": 1}Content-Length: 2\r\n\r\n{}".utf8)
        #expect(frames(rest, pieces: pieces) == [header, "{}"])
    }

    @Test func refusesHugeLengths() {
        let length = MessageFraming.lengthLimit + 1
        var framing = MessageFraming()
        framing.append(Array("Content-Length: \(length)\r\n\r\n".utf8))
        #expect(framing.next() == .fault("a message of \(length) bytes is too long"))
        let block = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<64 { framing.append(block) }
        #expect(framing.next() == nil)
        framing.append([0x20])
        framing.append(Array("Content-Length: 2\r\n\r\n{}".utf8))
        #expect(framing.next() == .message(Array("{}".utf8)))
        // A length beyond all numbers is none.
        #expect(
            frames(
                Array("Content-Length: 99999999999999999999\r\n\r\nContent-Length: 2\r\n\r\n{}".utf8),
                pieces: 9)
                == ["fault: a header without a readable Content-Length", "{}"])
    }

    @Test func passesOverGarbage() {
        let garbage = [UInt8](repeating: 0x78, count: 20_000)
        let found = frames(garbage + Array("\r\nContent-Length: 2\r\n\r\n{}".utf8), pieces: 4_096)
        #expect(found.last == "{}")
        #expect(found.dropLast().allSatisfy { $0 == "fault: bytes without a header" } && found.count > 1)
    }
}

@Suite struct JSONValueTests {
    @Test(arguments: ["null", "true", "-7", "1.5", "\"é\\n\"", "[1,\"a\",null]", "{\"a\":{\"b\":[]}}"])
    func readsAndWrites(_ text: String) throws {
        #expect(try String(decoding: JSONValue.read(Array(text.utf8)).written(), as: UTF8.self) == text)
    }

    @Test func tellsKindsApart() throws {
        #expect(try JSONValue.read(Array("1".utf8)) == .int(1))
        #expect(try JSONValue.read(Array("true".utf8)) == .bool(true))
        #expect(try JSONValue.read(Array("1.0".utf8)).int == 1)
    }

    @Test(arguments: ["", "{", "nul", "{\"a\":}", "\u{0}", "[1,]]"]) func refuses(_ text: String) {
        #expect(throws: (any Error).self) { try JSONValue.read(Array(text.utf8)) }
    }

    @Test func deepNestingIsRefused() {
        let text = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: (any Error).self) { try JSONValue.read(Array(text.utf8)) }
    }
}
