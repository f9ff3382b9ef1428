import CvxCommands
import CvxLanguage
import FoundationEssentials
import Glibc

// Files that a text uses with `use "lib.cvx"`.
extension EditorServer {
    /// A function of a file that a text uses, directly or by way of others.
    func function(_ name: String, usedBy document: Document) -> (document: Document, declaration: Int)? {
        for used in used(by: document) {
            let declaration = used.names.declarations.firstIndex {
                $0.kind == .function && $0.name.text == name
            }
            if let declaration { return (used, declaration) }
        }
        return nil
    }

    /// Every file that a text uses, each once, nearer ones first.
    func used(by document: Document) -> [Document] {
        var seen: Set<String> = [document.uri]
        var found: [Document] = []
        var waiting = [document]
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            for one in next.names.imports {
                guard let path = usedPath(one.path, from: next), let used = file(path),
                    seen.insert(used.uri).inserted
                else { continue }
                found.append(used)
                waiting.append(used)
            }
        }
        return found
    }

    /// A path counts from the folder of the file that names it.
    func usedPath(_ path: String, from document: Document) -> String? {
        if path.hasPrefix("/") { return path }
        guard let own = document.path else { return nil }
        return URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: own)).standardizedFileURL.path
    }

    /// As it is in the editor, else as it is in the folder; nil where it is nowhere or too large to be a script.
    private func file(_ path: String) -> Document? {
        if let open = documents.values.first(where: { $0.path == path }) { return open }
        var info = stat()
        guard stat(path, &info) == 0, info.st_size <= Parser.sizeLimit,
            let bytes = FileManager.default.contents(atPath: path)
        else { return nil }
        return Document(
            uri: FileAddress.uri(path), text: String(decoding: bytes, as: UTF8.self), version: nil,
            shapes: VerbTable.shapes)
    }
}
