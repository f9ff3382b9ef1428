/// Cutting and padding text to a number of terminal cells.
package enum Fitting {
    /// The text, or its beginning with `…`, in at most `width` cells.
    package static func clip(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        guard DisplayWidth.of(text) > width else { return text }
        let mark = DisplayWidth.of(ellipsis)
        guard width >= mark else { return "" }
        var result = ""
        var used = 0
        for character in text {
            let size = DisplayWidth.of(character)
            if used + size > width - mark { break }
            result.append(character)
            used += size
        }
        return result + ellipsis
    }

    /// Spaces behind the text, or before it, up to `width` cells.
    package static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
        let missing = width - DisplayWidth.of(text)
        guard missing > 0 else { return text }
        let spaces = String(repeating: " ", count: missing)
        return right ? spaces + text : text + spaces
    }

    /// Lines of at most `width` cells, broken after a space where there is one.
    package static func wrap(_ text: String, to width: Int) -> [String] {
        guard DisplayWidth.of(text) > width, width > 1 else { return [text] }
        var lines: [String] = []
        var line: [Character] = []
        var used = 0
        for character in text {
            let size = DisplayWidth.of(character)
            if used + size > width {
                var rest: [Character] = []
                if let space = line.lastIndex(of: " "), character != " ", space > line.count / 3 {
                    rest = Array(line[(space + 1)...])
                    line.removeSubrange(space...)
                } else if character == " " {
                    lines.append(String(line))
                    line = []
                    used = 0
                    continue
                }
                lines.append(String(line))
                line = rest
                used = DisplayWidth.of(String(rest))
            }
            line.append(character)
            used += size
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }
}
