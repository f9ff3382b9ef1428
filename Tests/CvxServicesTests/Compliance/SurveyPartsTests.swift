import Testing

@testable import CvxServices

/// The readers of bytes below a survey, which meet whatever stores hold.
@Suite struct SurveyPartsTests {
    private func listed(_ json: String) -> [String] {
        var found: [String] = []
        Array(json.utf8).withUnsafeBufferPointer { json in
            ListedContact.read(json, names: ["number", "phone"]) { found.append(Self.words($0)) }
        }
        return found
    }

    private static func words(_ contact: ListedContact) -> String {
        let marks = [
            contact.isDoNotCall ? "dnc" : nil, contact.isInvalid ? "invalid" : nil,
            contact.isOptOut ? "out" : nil, contact.kind == .unknown ? nil : "\(contact.kind)",
        ].compactMap(\.self)
        return ([String(decoding: contact.text, as: UTF8.self)] + marks).joined(separator: " ")
    }

    @Test(arguments: [
        ("[]", []), ("", []), ("null", []), ("{}", []), ("[null, true]", []),
        ("[\"a\", \"b\"]", ["a", "b"]), (" [ \"a\" ,\n4805550101 ] ", ["a", "4805550101"]),
        ("[{\"number\":\"a\",\"type\":\"Mobile\",\"isDoNotCall\":true}]", ["a dnc mobile"]),
        (
            "[{\"phone\":4805550101,\"type\":\"land line\",\"isValid\":false,\"dnc\":1}]",
            ["4805550101 dnc invalid landline"]
        ),
        ("[{\"number\":null,\"phone\":\"b\"},{\"type\":\"voip\"}]", ["b"]),
        ("[{\"x\":{\"number\":\"no\",\"y\":[1,\"}\"]},\"number\":\"a\",\"unsubscribed\":true}]", ["a out"]),
        // Broken: what came before the break is there.
        ("[\"a\", \"b", ["a"]), ("[\"a\", {\"number\":", ["a"]), ("[\"a\" \"b\"]", ["a", "b"]),
        ("[[\"a\"]]", []),
        ("[\"a\\\"b\"]", ["a\\\"b"]), ("[\"a\\", []),
    ])
    func lists(json: String, expected: [String]) { #expect(listed(json) == expected) }

    @Test func listsCutAnywhere() {
        let json =
            "[{\"number\":\"(480) 555-0101\",\"type\":\"mobile\",\"x\":[{\"y\":\"\\\"\"}]},\"480\", 5, null]"
        for end in 0...json.utf8.count {
            _ = listed(String(decoding: Array(json.utf8)[..<end], as: UTF8.self))
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = Array(json.utf8)
            for _ in 0..<4 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...127)
            }
            _ = listed(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: [
        ("19 Clinton Ct, Cleveland, OH 44102", "OH", "44102"),
        ("1 Main St, Phoenix AZ, 85004-1234 ", "AZ", "85004-1234"),
        ("2 Main St, Miami, FL", "FL", ""), ("12345", "", "12345"), ("", "", ""), ("OH", "", ""),
        ("90 Juniper Dr", "", ""), ("90 Juniper Dr, 4410", "", ""), ("90 Juniper ST 123456", "", ""),
    ])
    func addressTails(address: String, state: String, zip: String) {
        Array(address.utf8).withUnsafeBufferPointer { address in
            let tail = AddressTail.read(address)
            #expect(String(decoding: tail.state, as: UTF8.self) == state)
            #expect(String(decoding: tail.zip, as: UTF8.self) == zip)
        }
    }

    @Test(arguments: [
        ("21:00", "08:00", 1_260, 480), ("9:30", "21:00:00", 570, 1_260), ("", "07:00", 1_260, 420),
        ("22:00", "", 1_320, 480),
    ])
    func quietHours(start: String, end: String, first: Int, last: Int) {
        guard case .hours(let hours) = quiet(start, end) else {
            Issue.record("not read")
            return
        }
        #expect(hours == QuietHours(start: first, end: last))
    }

    private func quiet(_ start: String, _ end: String) -> QuietHours.Reading {
        Array(start.utf8).withUnsafeBufferPointer { start in
            Array(end.utf8).withUnsafeBufferPointer { end in QuietHours.read(start, end) }
        }
    }

    @Test(arguments: [
        ("noon", "13:00"), ("24:00", "08:00"), ("21", "08:00"), ("21:0", "08:00"), ("1:2:3:4", "08:00"),
    ])
    func quietHoursThatAreNone(start: String, end: String) {
        guard case .unreadable = quiet(start, end) else {
            Issue.record("read")
            return
        }
    }

    @Test func leadsAreNumbered() {
        var index = LeadIndex()
        let ids = (0..<5_000).map { Array("cm\($0 % 7)x\($0)".utf8) } + [[]]
        func insert(_ id: [UInt8]) -> Int { id.withUnsafeBufferPointer { index.insert($0) } }
        func number(of id: [UInt8]) -> Int? { id.withUnsafeBufferPointer { index.number(of: $0) } }
        for (number, id) in ids.enumerated() { #expect(insert(id) == number) }
        for (place, id) in ids.enumerated() {
            #expect(insert(id) == place)
            #expect(number(of: id) == place)
            #expect(index[place].elementsEqual(id))
        }
        #expect(index.count == ids.count)
        #expect(number(of: Array("cm".utf8)) == nil)
        for other in 5_000..<20_000 { #expect(number(of: Array("cm\(other % 7)x\(other)".utf8)) == nil) }
    }

    @Test(arguments: [
        ("{\"litigator\": true}", true), ("{\"a\":{\"litigator\":true}}", true),
        ("{\"litigator\":false}", false),
        ("{\"litigator\":false,\"x\":{\"litigator\" : true}}", true), ("{\"litigator\":\"true\"}", false),
        ("\"litigator\"", false),
    ])
    func flags(json: String, expected: Bool) {
        let isTrue = Array(json.utf8).withUnsafeBufferPointer { JSONFlag.isTrue("litigator", in: $0) }
        #expect(isTrue == expected)
    }
}
