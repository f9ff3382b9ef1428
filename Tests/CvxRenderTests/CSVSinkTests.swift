import CvxDomain
import CvxRender
import Testing

@Suite("CSV")
struct CSVSinkTests {
    @Test func everyKind() throws {
        let text = try render(.csv, Sample.columns, [Sample.full, Sample.nulls, Sample.odd])
        #expect(
            text == """
                name,ok,n,score,price,share,day,at,took,tags,raw
                "Ann ""A"", Jr",true,-42,33.4484,250000,0.7,2025-09-16,2025-09-16T02:18:31.644Z,303,"[""a"",
                1]",0aff
                ,,,,,,,,,,
                "",false,-9223372036854775808,nan,-0.07,1.0,-000001-12-31,1969-12-31T23:59:59.999Z,-1.5,"",\
                "a\tb\\c\r\nd|e<f>&'_x_\u{1b}[1m\u{202E}"

                """)
    }

    @Test func headerIsQuotedAndComesWithoutRows() throws {
        #expect(try render(.csv, [ResultColumn("a,b", .text), ResultColumn("c", .int)], []) == "\"a,b\",c\n")
    }

    @Test func formulasAndForeignBytesPass() throws {
        let rows: [[TestCell]] = [[.text("=1+1")], [.text("-5")], [.text("@x")], [.text("李小龙 é")]]
        #expect(try render(.csv, [ResultColumn("a", .text)], rows) == "a\n=1+1\n-5\n@x\n李小龙 é\n")
    }

    @Test func bytesThatAreNotUTF8Stay() throws {
        let output = MemoryOutput()
        var sink = OutputFormat.csv.makeSink(options: RenderOptions(), output: output)
        try sink.begin([ResultColumn("a", .text)])
        var batch = RowBatch(width: 1)
        batch.append(TestCell.raw([0xFF, 0x41]))
        try sink.append(batch)
        try sink.end()
        #expect(output.bytes == [0x61, 0x0A, 0xFF, 0x41, 0x0A])
    }

    /// Every length and place of a special byte, at the batch's end and before more text.
    @Test(arguments: [",", "\"", "\n", "\r"])
    func quotingAtEveryPlace(_ special: String) throws {
        for length in 1...20 {
            for place in 0..<length {
                var text = String(repeating: "x", count: length - 1)
                text.insert(
                    contentsOf: special, at: text.index(text.startIndex, offsetBy: place))
                let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
                let rows: [[TestCell]] = [[.text(text), .text("tail")], [.int(1), .text(text)]]
                let columns = [ResultColumn("a", .any), ResultColumn("b", .text)]
                #expect(try render(.csv, columns, rows) == "a,b\n\(quoted),tail\n1,\(quoted)\n")
            }
        }
    }

    @Test func longTextPassesTheBuffer() throws {
        let long = String(repeating: "0123456789", count: 40_000)
        let rows: [[TestCell]] = [[.text(long)], [.text(long + ",")]]
        #expect(try render(.csv, [ResultColumn("a", .text)], rows) == "a\n\(long)\n\"\(long),\"\n")
    }

    @Test func secretsAreReplacedAndTerminalsAreSafe() throws {
        let columns = [ResultColumn("key", .secret), ResultColumn("text", .text)]
        let rows: [[TestCell]] = [[.text("hunter2"), .text("\u{1b}[2J")], [.null, .text("b")]]
        #expect(try render(.csv, columns, rows) == "key,text\n[redacted],\u{1b}[2J\n,b\n")
        var options = RenderOptions()
        options.isTerminal = true
        #expect(
            try render(.csv, columns, rows, options: options) == "key,text\n[redacted],\\u{1b}[2J\n,b\n")
    }
}
