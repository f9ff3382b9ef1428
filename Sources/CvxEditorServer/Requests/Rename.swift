import CvxLanguage

extension EditorServer {
    /// What is renamed: a declaration in an open text or in a file that one uses.
    private struct Target {
        var document: Document
        var declaration: Int
        /// The name as it stands where the request points.
        var span: Span
        var value: NameIndex.Declaration { document.names.declarations[declaration] }
    }

    private func target(_ parameters: JSONValue, _ document: Document) throws(RemoteError) -> Target? {
        let offset = UInt32(clamping: try offset(parameters, document))
        let names = document.names
        let use = names.use(at: offset)
        if let declaration = names.declaration(at: offset) {
            let span = use?.span ?? names.declarations[declaration].name.span
            return Target(document: document, declaration: declaration, span: span)
        }
        guard let use, use.kind == .function, let found = function(use.text, usedBy: document) else {
            return nil
        }
        return Target(document: found.document, declaration: found.declaration, span: use.span)
    }

    func prepareRename(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        guard let target = try target(parameters, document) else { return .null }
        return ["range": document.text.range(target.span), "placeholder": .string(target.value.name.text)]
    }

    func rename(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        guard let name = parameters["newName"]?.string else {
            throw RemoteError(.invalidParameters, "`newName` is missing")
        }
        guard let target = try target(parameters, document) else {
            throw RemoteError(.requestFailed, "there is no variable or function of this program here")
        }
        try check(name, for: target)
        var changes: [String: JSONValue] = [:]
        func edit(_ document: Document, _ spans: [Span]) {
            guard !spans.isEmpty else { return }
            changes[document.uri] = .array(
                spans.map { ["range": document.text.range($0), "newText": .string(name)] })
        }
        edit(target.document, target.document.names.places(of: target.declaration))
        if target.value.kind == .function {
            for other in documents.values where other.uri != target.document.uri {
                let uses = other.names.uses.filter {
                    $0.kind == .function && $0.declaration == nil && $0.text == target.value.name.text
                }
                guard !uses.isEmpty, used(by: other).contains(where: { $0.uri == target.document.uri }) else {
                    continue
                }
                edit(other, uses.map(\.span))
            }
        }
        return ["changes": .object(changes)]
    }

    /// The name can be written, and means nothing else where it would be used.
    private func check(_ name: String, for target: Target) throws(RemoteError) {
        guard NameIndex.isName(name) else {
            throw RemoteError(
                .requestFailed, "`\(name)` is not a name: letters, digits and `_`, no word of the language")
        }
        let value = target.value
        guard name != value.name.text else { return }
        let isFunction = value.kind == .function
        let taken = target.document.names.declarations.contains { other in
            other.name.text == name && (other.kind == .function) == isFunction
                && other.scope.start <= value.scope.end && value.scope.start <= other.scope.end
        }
        if taken {
            throw RemoteError(
                .requestFailed, "there is \(isFunction ? "a function" : "a variable") `\(name)` already")
        }
    }
}
