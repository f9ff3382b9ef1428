internal import CvxDomain
internal import Glibc

/// Makes a PDF of the letters that a file of addresses has, in its order.
enum LetterPDF {
    /// Letters that are in it, and the ids of those that are not, with a character that its fonts lack.
    struct Result {
        var letters = 0
        var leftOut: [(id: String, character: Character)] = []
    }

    /// - Parameters:
    ///   - csv: `letters.csv`, as `CampaignFiles.Kind.addresses` writes it
    ///   - sender: in one line; nil: nobody
    /// - Throws: `FileFault`, and `DelimitedFault` where somebody changed the CSV.
    static func make(from csv: String, to path: String, sender: String?) throws -> Result {
        var result = Result()
        let file = try PDFFile(path, fonts: LetterSheet.fonts)
        let from = lines(sender?.replacing(", ", with: "\n") ?? "")
        try eachRow(of: csv) { row in
            let name = row["name"].map { [$0] } ?? []
            let sheet = LetterSheet(
                sender: from, recipient: name + lines(LetterPage.lines(row["address"] ?? "")),
                subject: row["subject"] ?? "", body: row["body"] ?? "", isTest: row["test"] != nil)
            do {
                let pages = try sheet.pages()
                result.letters += 1
                for page in pages { try file.addPage(page) }
            } catch let missing as WinAnsi.Missing {
                result.leftOut.append((row["id"] ?? "", missing.character))
            }
        }
        try file.finish()
        return result
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }

    private static func eachRow(of path: String, _ body: (DelimitedRow) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault.last(path) }
        defer { close(descriptor) }
        var table = DelimitedTable()
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = Glibc.read(descriptor, block.baseAddress, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFault.last(path) }
            if count == 0 { return try table.end(body) }
            try table.read(UnsafeRawBufferPointer(rebasing: block[..<count]), body)
        }
    }
}
