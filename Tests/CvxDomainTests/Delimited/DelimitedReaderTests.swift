import CvxDomain
import Testing

@Suite struct DelimitedReaderTests {
    /// The records of a text that comes in pieces of a size.
    static func records(_ bytes: [UInt8], pieces size: Int) throws -> [[String]] {
        var reader = DelimitedReader()
        var records: [[String]] = []
        let keep = { (record: DelimitedRecord) in
            records.append((0..<record.count).map(record.text))
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            try bytes[start..<min(bytes.count, start + size)].withUnsafeBytes { try reader.read($0, keep) }
        }
        try reader.end(keep)
        return records
    }

    private func records(_ text: String, pieces size: Int = 1_000) throws -> [[String]] {
        try Self.records(Array(text.utf8), pieces: size)
    }

    private func fault(_ bytes: [UInt8], pieces size: Int = 65_536) -> DelimitedFault? {
        do {
            _ = try Self.records(bytes, pieces: size)
            return nil
        } catch {
            return error as? DelimitedFault
        }
    }

    private func fault(_ text: String, pieces size: Int = 65_536) -> DelimitedFault? {
        fault(Array(text.utf8), pieces: size)
    }

    @Test(arguments: [1, 2, 3, 5, 1_000])
    func readsWhatTheStandardAllows(_ size: Int) throws {
        let text = "a,b,c\r\n\"x, \"\"y\"\"\",,\"1\r\n2\n3\"\n\"\",é🙂, z \r\rlast,\"\",\"\"\"\""
        #expect(
            try records(text, pieces: size) == [
                ["a", "b", "c"], ["x, \"y\"", "", "1\r\n2\n3"], ["", "é🙂", " z "], ["last", "", "\""],
            ])
    }

    @Test(arguments: [1, 4, 1_000])
    func blankLinesAndTheMarkAreNoFields(_ size: Int) throws {
        #expect(try records("\u{FEFF}\n\na,b\n\r\n1,2\n\n", pieces: size) == [["a", "b"], ["1", "2"]])
        #expect(try records("\u{FEFF}\"a\",b\n\"\"\n", pieces: size) == [["a", "b"], [""]])
        #expect(try records("", pieces: size) == [])
        #expect(try records("\u{FEFF}", pieces: size) == [])
    }

    @Test func quotesInsideAFieldAreText() throws {
        #expect(try records("a,b\n6\" pipe, \"x\"\n") == [["a", "b"], ["6\" pipe", " \"x\""]])
    }

    @Test(arguments: [
        ("a;b,c;d\n1;2;3\n", [["a", "b,c", "d"], ["1", "2", "3"]]),
        ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("\"a;b;c\",d\n1,2\n", [["a;b;c", "d"], ["1", "2"]]),
        ("a;b,c\n", [["a;b", "c"]]),
        ("phone\n480-555-0156;1\n", [["phone"], ["480-555-0156;1"]]),
    ])
    func theFirstLineTellsTheDelimiter(_ text: String, _ expected: [[String]]) throws {
        for size in [1, 3, 1_000] { #expect(try records(text, pieces: size) == expected) }
    }

    @Test(arguments: [
        ("a,b\n1,\"2\n3,4\n", DelimitedFault.Kind.unclosedQuote, 2, 3),
        ("\"", .unclosedQuote, 1, 1),
        ("a,b\r\né,\"x\"y\n", .textBehindQuote, 2, 6),
        ("a\n\"x\r\ny\" \n", .textBehindQuote, 3, 3),
        ("a,b\néé,x\0y\n", .zeroByte, 2, 5),
        ("a\n\"\0", .zeroByte, 2, 2),
    ])
    func faultsHaveTheirPlace(_ text: String, _ kind: DelimitedFault.Kind, _ line: Int, _ column: Int) {
        for size in [1, 2, 1_000] {
            #expect(
                fault(text, pieces: size)
                    == DelimitedFault(kind, at: DelimitedPlace(line: line, column: column)))
        }
    }

    @Test func otherEncodingsAreTold() {
        let latin = Array("a,b\n\"x\ny\",Pe".utf8) + [0xF1] + Array("a\n".utf8)
        #expect(fault(latin) == DelimitedFault(.notUTF8, at: DelimitedPlace(line: 3, column: 4)))
        // The two halves of one character in two fields are not a character.
        #expect(fault([0xC3, 0x2C, 0xA9, 0x0A])?.kind == .notUTF8)
        let start = DelimitedPlace(line: 1, column: 1)
        #expect(fault([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]) == DelimitedFault(.utf16, at: start))
        #expect(fault([0xFE, 0xFF, 0x00, 0x61, 0x00, 0x0A]) == DelimitedFault(.utf16, at: start))
        #expect(fault([0x61, 0x00, 0x2C, 0x00])?.kind == .zeroByte)
    }

    @Test func aRecordWithoutEndIsNotKept() {
        let long = String(repeating: "x", count: DelimitedReader.longest)
        let place = DelimitedPlace(line: 2, column: 3)
        for size in [65_536, 10_000_000] {
            #expect(fault("a,b\n1,\"\(long)\n\(long)", pieces: size) == DelimitedFault(.tooLong, at: place))
            #expect(fault("a,b\n1,\(long)", pieces: size) == DelimitedFault(.tooLong, at: place))
            #expect(fault("\"" + long + long, pieces: size)?.kind == .tooLong)
        }
        #expect(fault(String(repeating: ",", count: DelimitedReader.longest + 1))?.kind == .tooLong)
        // A text may be longer than a record.
        #expect(fault(String(repeating: long.prefix(DelimitedReader.longest / 4) + "\n", count: 5)) == nil)
    }

    @Test func anyBytesAreReadOrRefusedAlikeHoweverTheyAreCut() {
        var state: UInt64 = 7
        let alphabet = Array("\",;\t\r\n\n ab\u{e9}\u{0}".utf8) + [0xFF]
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<16 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int((state >> 33) % UInt64(alphabet.count))])
            }
            let whole = Result { try Self.records(bytes, pieces: 100) }
            let cut = Result { try Self.records(bytes, pieces: 1) }
            switch (whole, cut) {
            case (.success(let all), .success(let pieces)): #expect(all == pieces)
            case (.failure(let all), .failure(let pieces)):
                #expect(all as? DelimitedFault == pieces as? DelimitedFault)
            default: Issue.record("\(bytes)")
            }
        }
    }
}
