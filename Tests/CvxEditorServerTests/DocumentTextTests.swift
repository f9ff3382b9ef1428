import Testing

@testable import CvxEditorServer

@Suite struct DocumentTextTests {
    typealias Position = DocumentText.Position

    /// é is one unit, 𝄞 is two; lines end in every way.
    static let text = DocumentText("aé𝄞b\nx\r\n\ry")

    @Test(arguments: [
        (0, 0, 0), (0, 1, 1), (0, 2, 3), (0, 4, 7), (0, 5, 8), (1, 0, 9), (1, 1, 10), (2, 0, 12), (3, 0, 13),
        (3, 1, 14),
    ]) func positions(_ line: Int, _ character: Int, _ offset: Int) {
        #expect(Self.text.offset(of: Position(line: line, character: character)) == offset)
        #expect(Self.text.position(of: offset) == Position(line: line, character: character))
    }

    /// Inside a character, beyond a line, beyond the text.
    @Test(arguments: [(0, 3, 3), (0, 99, 8), (1, 99, 10), (2, 5, 12), (9, 0, 14), (-1, 0, 0), (0, -3, 0)])
    func clamps(_ line: Int, _ character: Int, _ offset: Int) {
        #expect(Self.text.offset(of: Position(line: line, character: character)) == offset)
    }

    @Test func offsetsInsideCharacters() {
        #expect(Self.text.position(of: 2) == Position(line: 0, character: 1))
        #expect(Self.text.position(of: 99) == Position(line: 3, character: 1))
        #expect(Self.text.position(of: -1) == Position(line: 0, character: 0))
        // Broken UTF-8 at the end.
        let broken = DocumentText(bytes: [0x61, 0xF0])
        #expect(broken.offset(of: Position(line: 0, character: 5)) == 2)
        #expect(broken.position(of: 2) == Position(line: 0, character: 1))
    }

    @Test func empty() {
        let text = DocumentText("")
        #expect(text.position(of: 0) == Position(line: 0, character: 0))
        #expect(text.offset(of: Position(line: 3, character: 3)) == 0)
    }

    @Test(arguments: [
        ("file:///a/b%20c.cvx", "/a/b c.cvx"), ("file://localhost/a.cvx", "/a.cvx"),
        ("file:///%C3%A9.cvx", "/é.cvx"),
        ("untitled:1", nil), ("file://other/a.cvx", nil), ("", nil), ("%%%", nil),
    ]) func addresses(_ uri: String, _ path: String?) {
        #expect(FileAddress.path(uri) == path)
    }
}
