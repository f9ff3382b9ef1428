import CvxCommands
import CvxLanguage

/// The files that programs `use`, relative to the file that does.
enum UsedFiles {
    static func read(_ path: String, from user: SourceText) throws -> (SourceText, ParseOutput) {
        let name = resolved(path, from: user.name)
        let source = SourceText(name: name, bytes: try FileReader.read(name))
        return (source, Parser.parse(source, door: .file, shapes: VerbTable.shapes))
    }

    /// The path with what leads to its folder, `.` and `..` worked out as far as that goes without looking.
    static func resolved(_ path: String, from user: String) -> String {
        let folder = user.lastIndex(of: "/").map { String(user[...$0]) } ?? ""
        let joined = path.hasPrefix("/") ? path : folder + path
        var parts: [Substring] = []
        for part in joined.split(separator: "/") {
            if part == "." { continue }
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return (joined.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
