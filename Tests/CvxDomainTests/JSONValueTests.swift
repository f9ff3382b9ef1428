import CvxDomain
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "[1,-2,2.5,1e+20]", "{\"a\":{\"b\":[null,false]},\"c\":\"é🙂\"}",
        "\"a\\\"b\\\\c\\nd\\u0001\"", "9223372036854775807", "{\"\":\"\"}",
    ])
    func writesWhatItRead(_ text: String) {
        #expect(JSONValue(json: text)?.text == text)
    }

    @Test func readsEveryEscape() {
        let text = #" { "a" : "\u00e9\ud83d\ude42\/\b\f\t" , "a": "\ud83d" } "#
        #expect(JSONValue(json: text)?["a"] == .string("\u{FFFD}"))
        #expect(JSONValue(json: #""\u00e9\ud83d\ude42\/\b\f\t""#) == .string("é🙂/\u{8}\u{C}\t"))
    }

    @Test(arguments: [
        "", " ", "{", "[1,", "[1,]", "[1", "[1}", "{\"a\":1", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "nul",
        "tru", "+1", ".5", "1e999",
        "\"", "\"\\x\"", "\"\\u12\"", "[1] 2", "{1:2}", "'a'", "\"a\nb\"", "--1", "\u{0}",
    ])
    func refuses(_ text: String) {
        #expect(JSONValue(json: text) == nil)
    }

    @Test func depthIsLimited() {
        let limit = JSONValue.depthLimit
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(JSONValue(json: nested(limit))?.text == nested(limit))
        #expect(JSONValue(json: nested(limit + 1)) == nil)
        #expect(JSONValue(json: String(repeating: "{\"a\":", count: 100_000)) == nil)
    }

    @Test func numbersThatAreNoneAreWrittenAsNull() {
        #expect(JSONValue.array([.double(.nan), .double(.infinity), .double(1)]).text == "[null,null,1.0]")
    }

    @Test func anyBytesAreReadOrRefused() {
        var state: UInt64 = 11
        let alphabet = Array("{}[]\",:\\u0019-.eE truefalsn\n\u{e9}".utf8)
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int((state >> 33) % UInt64(alphabet.count))])
            }
            if let value = JSONValue(json: bytes) { #expect(JSONValue(json: value.written()) == value) }
        }
    }
}
