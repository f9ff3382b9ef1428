internal import Glibc

/// Writes a PDF page by page (ISO 32000-1): memory holds where its objects stand, not the pages. It is at its place when it
/// is whole.
final class PDFFile {
    private let path: String
    private let draft: String
    private var descriptor: Int32
    private var position = 0
    private var buffer: [UInt8] = []
    /// Of each object, from number 1 on; 0 while it is not written.
    private var places: [Int] = []
    private var pages: [Int] = []
    private var nodes: [(number: Int, count: Int)] = []
    private var node: Int?
    private var resources = 0

    private static let root = 1
    private static let tree = 2
    /// Pages below one node of the tree.
    private static let together = 200

    /// - Parameter fonts: names of standard fonts; on pages they are F0, F1 …
    init(_ path: String, fonts: [String]) throws(FileFault) {
        self.path = path
        draft = "\(path).\(getpid())"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last(draft) }
        // Bytes above 127 say that the file is no text.
        buffer += Array("%PDF-1.4\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        places = [0, 0]
        var dictionary = ""
        for (index, font) in fonts.enumerated() {
            let number = try add(
                "<< /Type /Font /Subtype /Type1 /BaseFont /\(font) /Encoding /WinAnsiEncoding >>")
            dictionary += " /F\(index) \(number) 0 R"
        }
        resources = try add("<< /Font <<\(dictionary) >> >>")
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(draft)
        }
    }

    /// - Parameter content: operators of a content stream
    func addPage(_ content: [UInt8]) throws(FileFault) {
        let stream = try add("<< /Length \(content.count) >>\nstream\n", content, "\nendstream")
        let node = node ?? reserve()
        self.node = node
        pages.append(
            try add(
                "<< /Type /Page /Parent \(node) 0 R /MediaBox [0 0 612 792] /Resources \(resources) 0 R /Contents \(stream) 0 R >>"
            ))
        if pages.count == Self.together { try endNode() }
    }

    /// Writes what stands behind the pages, and puts the file at its place.
    func finish() throws(FileFault) {
        try endNode()
        let kids = nodes.map { "\($0.number) 0 R" }.joined(separator: " ")
        let count = nodes.reduce(0) { $0 + $1.count }
        try write(Self.tree, "<< /Type /Pages /Kids [\(kids)] /Count \(count) >>")
        try write(Self.root, "<< /Type /Catalog /Pages \(Self.tree) 0 R >>")
        try drain()
        let start = position
        buffer += Array("xref\n0 \(places.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            let digits = String(place)
            buffer += Array(
                "\(String(repeating: "0", count: max(0, 10 - digits.count)))\(digits) 00000 n \n".utf8)
        }
        buffer += Array(
            "trailer\n<< /Size \(places.count + 1) /Root \(Self.root) 0 R >>\nstartxref\n\(start)\n%%EOF\n"
                .utf8)
        try drain()
        guard fdatasync(descriptor) == 0, rename(draft, path) == 0 else { throw .last(path) }
        close(descriptor)
        descriptor = -1
    }

    private func endNode() throws(FileFault) {
        guard let node else { return }
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        try write(
            node, "<< /Type /Pages /Parent \(Self.tree) 0 R /Kids [\(kids)] /Count \(pages.count) >>")
        nodes.append((node, pages.count))
        self.node = nil
        pages = []
    }

    private func reserve() -> Int {
        places.append(0)
        return places.count
    }

    private func add(
        _ start: String, _ body: [UInt8] = [], _ end: String = ""
    ) throws(FileFault) -> Int {
        let number = reserve()
        try write(number, start, body, end)
        return number
    }

    private func write(
        _ number: Int, _ start: String, _ body: [UInt8] = [], _ end: String = ""
    ) throws(FileFault) {
        places[number - 1] = position + buffer.count
        buffer += Array("\(number) 0 obj\n\(start)".utf8) + body + Array("\(end)\nendobj\n".utf8)
        if buffer.count > 1 << 16 { try drain() }
    }

    private func drain() throws(FileFault) {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count, alignment: 1)
        defer { bytes.deallocate() }
        bytes.copyBytes(from: buffer)
        try OutboxFiles.write(UnsafeRawBufferPointer(bytes), to: descriptor, path: draft)
        position += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
