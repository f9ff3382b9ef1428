/// Lays candidates out for the terminal: one a line with its note where that fits, in columns otherwise.
struct CandidateList {
    var candidates: [Completions.Candidate]
    var columns: Int
    /// Lines that may be used, the one that says how many are missing included.
    var rows: Int

    func lines() -> [String] {
        let height = max(rows, 2)
        if candidates.count <= height, candidates.contains(where: { !$0.note.isEmpty }) { return noted() }
        let texts = candidates.map { Self.printable($0.text) }
        let width = (texts.map(Self.width).max() ?? 0) + 2
        let across = max(1, (columns - 1) / width)
        // Down the columns first, as ls does: neighbours in the alphabet stay neighbours.
        let down = (texts.count + across - 1) / across
        if down <= height { return Self.grid(texts[...], down: down, width: width) }
        let shown = (height - 1) * across
        return Self.grid(texts[..<shown], down: height - 1, width: width)
            + ["… \(texts.count - shown) more: type a letter or two"]
    }

    private func noted() -> [String] {
        let texts = candidates.map { Self.printable($0.text) }
        let width = (texts.map(Self.width).max() ?? 0) + 2
        return zip(texts, candidates).map { text, candidate in
            if candidate.note.isEmpty { return text }
            let room = columns - 1 - width
            let note = Self.printable(candidate.note)
            guard room > 8 else { return text }
            return Self.padded(text, to: width) + Self.cut(note, to: room)
        }
    }

    private static func grid(_ texts: ArraySlice<String>, down: Int, width: Int) -> [String] {
        let texts = Array(texts)
        return (0..<down).map { row in
            var line = ""
            for index in stride(from: row, to: texts.count, by: down) {
                let isLast = index + down >= texts.count
                line += isLast ? texts[index] : padded(texts[index], to: width)
            }
            return line
        }
    }

    /// Data can hold anything, and a terminal obeys what it is sent.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "?" : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + max(0, ScreenLayout.width(of: Int32(bitPattern: $1.value))) }
    }

    private static func padded(_ text: String, to target: Int) -> String {
        text + String(repeating: " ", count: max(0, target - width(text)))
    }

    private static func cut(_ text: String, to room: Int) -> String {
        guard width(text) > room else { return text }
        var kept = text
        while width(kept) >= room, !kept.isEmpty { kept.removeLast() }
        return kept + "…"
    }
}
