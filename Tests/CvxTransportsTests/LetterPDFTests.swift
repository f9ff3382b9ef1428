import CvxDomain
import CvxServices
import Foundation
import Testing

@testable import CvxTransports

/// Letters as a PDF: whole, readable by its own table of places, and never with a character that is another.
@Suite struct LetterPDFTests {
    private static let path = "data/outbox/mail-spring-2025-11-26/letters.pdf"

    private func papers(_ folder: ScratchFolder) -> any CvxServices.Transport {
        var settings = TransportSettings()
        settings.kind = .print
        var compliance = ComplianceSettings()
        compliance.sender = "Acme & Sons, 1 Main St, Phoenix AZ 85034"
        return factory(folder, ["direct_mail": settings], compliance).make(.directMail)
    }

    private static func letter(_ id: String, name: String? = "Ana (Díaz)", body: String = "Hi")
        -> OutgoingMessage
    {
        message(
            id, .directMail, to: "12 Oak St Apt 4\nPhoenix, AZ 85034", name: name, subject: "Your \\ house",
            body: body)
    }

    /// The objects of a PDF by their numbers, found by its table alone.
    private static func objects(_ file: Data) throws -> [Int: String] {
        func text(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(file[range].map { Unicode.Scalar($0) }))
        }
        #expect(text(0..<9) == "%PDF-1.4\n" && text(file.count - 6..<file.count) == "%%EOF\n")
        let end = try #require(file.range(of: Data("startxref\n".utf8), options: .backwards))
        let start = try #require(Int(text(end.upperBound..<file.count).prefix { $0.isNumber }))
        let table = text(start..<end.lowerBound).split(separator: "\n")
        #expect(table[0] == "xref")
        let count = try #require(Int(table[1].split(separator: " ")[1]))
        var objects: [Int: String] = [:]
        for number in 1..<count {
            #expect(table[2 + number].utf8.count == 19 && table[2 + number].hasSuffix("00000 n "))
            let place = try #require(Int(table[2 + number].prefix(10)))
            let head = "\(number) 0 obj\n"
            #expect(text(place..<place + head.utf8.count) == head)
            let body = try #require(file.range(of: Data("\nendobj\n".utf8), in: place..<file.count))
            objects[number] = text(place + head.utf8.count..<body.lowerBound)
        }
        return objects
    }

    /// Texts of each page in the order in which they are drawn.
    private static func pages(_ folder: ScratchFolder) throws -> [[String]] {
        let file = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + path))
        let objects = try Self.objects(file)
        let pages = objects.filter { $0.value.contains("/Type /Page ") }.sorted { $0.key < $1.key }
        #expect(objects[2]?.contains("/Count \(pages.count) ") == true)
        return try pages.map { _, page in
            let number = try #require(page.firstMatch(of: #/\/Contents (\d+) 0 R/#)?.1).description
            let content = try #require(Int(number).flatMap { objects[$0] })
            let length = try #require(content.firstMatch(of: #/\/Length (\d+) /#)?.1)
            let stream = try #require(content.firstMatch(of: #/(?s)stream\n(.*)\nendstream/#)?.1)
            #expect(stream.utf8.count == Int(length))
            return stream.matches(of: #/Td \((.*)\) Tj/#).map { String($0.1) }
        }
    }

    @Test func aLetterAPageAsItsTableSays() throws {
        let folder = try ScratchFolder()
        let transport = papers(folder)
        let letters = [
            Self.letter("a"), Self.letter("b", name: nil, body: "One\n\nTwo — “€5k” é e\u{301} ő"),
        ]
        #expect(send(letters, by: transport) == [.sent(id: nil), .sent(id: nil)])
        try transport.flush()
        #expect(transport.finish("spring") == [])
        let sender = ["Acme & Sons", "1 Main St", "Phoenix AZ 85034"]
        let to = ["12 Oak St Apt 4", "Phoenix, AZ 85034", "Your \\\\ house"]
        #expect(
            try Self.pages(folder) == [
                sender + [#"Ana \(D\355az\)"#] + to + ["Hi"],
                sender + to + ["One", #"Two \227 \223\2005k\224 \351 \351 o"#],
            ])
    }

    @Test func aLongLetterGoesOnAndManyHaveATreeOfPages() throws {
        let folder = try ScratchFolder()
        let transport = papers(folder)
        let long = Array(repeating: "a line of its own", count: 80).joined(separator: "\n")
        let letters = [Self.letter("long", body: long)] + (0..<450).map { Self.letter("\($0)") }
        _ = send(letters, by: transport)
        #expect(transport.finish("spring") == [])
        let pages = try Self.pages(folder)
        // From 477.1 points down to 72 there is room for 27 lines of 15.4, from 709 for 42.
        #expect(pages.count == 453 && pages[1].count == 42 && pages[2].count == 11)
        #expect(pages[0].count(where: { $0 == "a line of its own" }) == 27)
    }

    @Test func whatTheFontsLackIsSaidAndCounted() throws {
        let folder = try ScratchFolder()
        let transport = papers(folder)
        _ = send([Self.letter("a"), Self.letter("b", name: "李"), Self.letter("c", body: "🏡")], by: transport)
        let said = transport.finish("spring")
        #expect(said.count == 1 && said[0].hasPrefix("2 of 3 letters are in letters.html alone"))
        #expect(said[0].hasSuffix("b has `李`"))
        #expect(try Self.pages(folder).count == 1)
    }

    /// A run that was killed before its end left no PDF, or one without its last letters.
    @Test func theNextRunMakesUpForAKilledOne() throws {
        let folder = try ScratchFolder()
        _ = send([Self.letter("a")], by: papers(folder))
        #expect(!folder.names("data/outbox/mail-spring-2025-11-26").contains("letters.pdf"))
        _ = papers(folder).finish("spring")
        #expect(try Self.pages(folder).count == 1)
        _ = send([Self.letter("b")], by: papers(folder))
        _ = papers(folder).finish("spring")
        #expect(try Self.pages(folder).count == 2)
        #expect(folder.names("data/outbox/mail-spring-2025-11-26").count == 3)
    }

    @Test(arguments: [
        ("Łódź", "L\u{F3}dz"), ("ﬁ", nil), ("a\tb\u{7}", "a    b"), ("\u{2009}–\u{2011}", " \u{96}-"),
        ("Ivan Пётр", nil), ("\u{201C}\u{20AC}", "\u{93}\u{80}"),
    ]) func encodes(text: String, expected: String?) {
        let bytes = try? WinAnsi.bytes(text)
        #expect(bytes == expected.map { $0.unicodeScalars.map { UInt8($0.value) } })
    }

    @Test func linesAreNoWiderThanTheyMayBe() {
        let text = Array(
            "The quick brown fox jumps over the lazy dog  and WWWWWWWWWWWWWWWWWWWWWWWW ends.".utf8)
        let lines = Helvetica.lines(text, size: 10, within: 100)
        #expect(lines.allSatisfy { $0.reduce(0) { $0 + Helvetica.width($1) } <= 10_000 })
        #expect(lines.joined().filter { $0 != 0x20 } == text.filter { $0 != 0x20 })
        #expect(String(decoding: lines[0], as: UTF8.self) == "The quick brown fox")
    }
}
