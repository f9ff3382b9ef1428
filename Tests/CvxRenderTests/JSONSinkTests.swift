import CvxDomain
import CvxRender
import Testing

@Suite("JSON")
struct JSONSinkTests {
    @Test func everyKind() throws {
        let text = try render(.json, Sample.columns, [Sample.full, Sample.nulls, Sample.odd])
        let full =
            #"{"name":"Ann \"A\", Jr","ok":true,"n":-42,"score":33.4484,"price":250000,"share":0.7,"#
            + #""day":"2025-09-16","at":"2025-09-16T02:18:31.644Z","took":303,"tags":["a", 1],"raw":"0aff"}"#
        let nulls =
            #"{"name":null,"ok":null,"n":null,"score":null,"price":null,"share":null,"day":null,"at":null,"#
            + #""took":null,"tags":null,"raw":null}"#
        let odd =
            #"{"name":"","ok":false,"n":-9223372036854775808,"score":null,"price":-0.07,"share":1.0,"#
            + #""day":"-000001-12-31","at":"1969-12-31T23:59:59.999Z","took":-1.5,"tags":null,"#
            + #""raw":"a\tb\\c\r\nd|e<f>&'_x_\u001b[1m\u202e"}"#
        #expect(text == "[\(full),\n\(nulls),\n\(odd)]\n")
        let lines = try render(.jsonl, Sample.columns, [Sample.full, Sample.nulls, Sample.odd], batchSize: 2)
        #expect(lines == "\(full)\n\(nulls)\n\(odd)\n")
    }

    @Test func noRows() throws {
        #expect(try render(.json, Sample.columns, []) == "[]\n")
        #expect(try render(.jsonl, Sample.columns, []) == "")
    }

    @Test func namesAreEscapedAndUnique() throws {
        let columns = [ResultColumn("a\"", .int), ResultColumn("id", .int), ResultColumn("id", .int)]
        #expect(
            try render(.jsonl, columns, [[.int(1), .int(2), .int(3)]])
                == "{\"a\\\"\":1,\"id\":2,\"id_2\":3}\n")
    }

    @Test func illFormedUTF8IsRepairedAsTheLibraryDoes() throws {
        let samples: [[UInt8]] = [
            [0xFF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xC0, 0xAF],
            [0xF5, 0x80], [0x41, 0x80, 0x42], [0xF0, 0x9F, 0x98, 0x80], [0xE2, 0x82, 0xAC, 0xE2],
            [0xF4, 0x90, 0x80, 0x80], Array("é李😀".utf8),
        ]
        for bytes in samples {
            let expected = String(decoding: bytes, as: UTF8.self)
            let columns = [ResultColumn("a", .text)]
            #expect(try render(.jsonl, columns, [[.raw(bytes)]]) == "{\"a\":\"\(expected)\"}\n")
        }
    }

    @Test func escapingAtEveryPlace() throws {
        for (special, escaped) in [
            ("\"", "\\\""), ("\\", "\\\\"), ("\u{1}", "\\u0001"), ("\u{85}", "\\u0085"),
        ] {
            for length in 1...20 {
                for place in 0..<length {
                    let before = String(repeating: "x", count: place)
                    let after = String(repeating: "y", count: length - 1 - place)
                    let text = try render(
                        .jsonl, [ResultColumn("a", .text)], [[.text(before + special + after)]])
                    #expect(text == "{\"a\":\"\(before)\(escaped)\(after)\"}\n")
                }
            }
        }
    }

    @Test func numbersThatAreNotFinite() throws {
        let columns = [ResultColumn("a", .decimal)]
        let rows: [[TestCell]] = [[.decimal(.infinity)], [.percent(.nan)], [.decimal(1e300)]]
        #expect(try render(.jsonl, columns, rows) == "{\"a\":null}\n{\"a\":null}\n{\"a\":1e+300}\n")
    }
}
