/// A letter on sheets of US letter paper, its addresses where the windows of a #10 envelope are when the sheet is folded in
/// three, as on the page of HTML. What one sheet does not hold goes on on the next.
struct LetterSheet {
    /// Lines of the sender's address; none: the place stays empty.
    var sender: [String]
    var recipient: [String]
    var subject: String
    var body: String
    var isTest = false

    /// F0 and F1.
    static let fonts = ["Helvetica", "Helvetica-Bold"]

    /// Points: an inch is 72.
    private static let top = 792.0
    private static let bottom = 72.0
    private static let size = 11.0
    private static let leading = 15.4
    private static let width = 612.0 - 2 * 72
    /// Where the text begins on the first sheet and on those behind it.
    private static let firstLine = top - 3.9 * 72 - size
    private static let nextLine = top - 72 - size
    /// The window's height holds so many lines.
    private static let addressLines = 5

    /// Content streams, a sheet each.
    ///
    /// - Throws: where the fonts lack a character.
    func pages() throws(WinAnsi.Missing) -> [[UInt8]] {
        var page: [UInt8] = []
        try address(sender, 9, from: Self.top - 0.6 * 72, into: &page)
        try address(recipient, Self.size, from: Self.top - 2.1 * 72, into: &page)
        if isTest { Self.show(Array("TEST".utf8), "F1", Self.size, 500, Self.top - 0.6 * 72, into: &page) }
        var y = Self.firstLine
        for line in Helvetica.lines(try WinAnsi.bytes(subject), size: 12, within: Self.width)
        where !subject.isEmpty {
            Self.show(line, "F1", 12, 72, y, into: &page)
            y -= Self.leading
        }
        if !subject.isEmpty { y -= Self.leading / 2 }
        var pages: [[UInt8]] = []
        for line in Helvetica.lines(try WinAnsi.bytes(body), size: Self.size, within: Self.width) {
            if y < Self.bottom {
                pages.append(page)
                (page, y) = ([], Self.nextLine)
            }
            Self.show(line, "F0", Self.size, 72, y, into: &page)
            y -= Self.leading
        }
        return pages + [page]
    }

    private func address(
        _ lines: [String], _ size: Double, from top: Double, into page: inout [UInt8]
    ) throws(WinAnsi.Missing) {
        var y = top - size
        for line in lines.prefix(Self.addressLines) {
            // What is wider than the window is cut: the place behind it is the envelope.
            let fitting = Helvetica.lines(try WinAnsi.bytes(line), size: size, within: 3.6 * 72).first ?? []
            Self.show(fitting, "F0", size, 54, y, into: &page)
            y -= size * 1.2
        }
    }

    private static func show(
        _ text: [UInt8], _ font: String, _ size: Double, _ x: Double, _ y: Double, into page: inout [UInt8]
    ) {
        if text.isEmpty { return }
        page += Array("BT /\(font) \(number(size)) Tf \(number(x)) \(number(y)) Td (".utf8)
        for byte in text {
            switch byte {
            case 0x28, 0x29, 0x5C: page += [0x5C, byte]
            case 0x20..<0x7F: page.append(byte)
            default:
                page += [0x5C, 0x30 + byte / 64, 0x30 + byte / 8 % 8, 0x30 + byte % 8]
            }
        }
        page += Array(") Tj ET\n".utf8)
    }

    /// With one decimal, never in the form with an exponent.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
