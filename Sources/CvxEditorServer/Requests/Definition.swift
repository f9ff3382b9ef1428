import CvxLanguage

extension EditorServer {
    /// Where a variable or function is declared, also in a file that the text uses; the file of a `use`.
    func define(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        let offset = UInt32(clamping: try offset(parameters, document))
        if let found = document.names.imports.first(where: { $0.span.touches(offset) }) {
            guard let path = usedPath(found.path, from: document) else { return .null }
            return Self.location(FileAddress.uri(path), DocumentText("").range(.none))
        }
        if let declaration = document.names.declaration(at: offset) {
            let span = document.names.declarations[declaration].name.span
            return Self.location(document.uri, document.text.range(span))
        }
        guard let use = document.names.use(at: offset), use.kind == .function,
            let found = function(use.text, usedBy: document)
        else { return .null }
        let span = found.document.names.declarations[found.declaration].name.span
        return Self.location(found.document.uri, found.document.text.range(span))
    }

    private static func location(_ uri: String, _ range: JSONValue) -> JSONValue {
        ["uri": .string(uri), "range": range]
    }
}
