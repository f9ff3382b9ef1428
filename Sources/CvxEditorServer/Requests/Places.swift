import CvxLanguage

// What requests say of places, and how they are answered.
extension EditorServer {
    func document(_ parameters: JSONValue) throws(RemoteError) -> Document {
        guard let uri = parameters["textDocument"]?["uri"]?.string else {
            throw RemoteError(.invalidParameters, "`textDocument.uri` is missing")
        }
        guard let document = documents[uri] else {
            throw RemoteError(.invalidParameters, "\(uri) is not open")
        }
        return document
    }

    /// A byte offset.
    func offset(_ parameters: JSONValue, _ document: Document) throws(RemoteError) -> Int {
        guard let line = parameters["position"]?["line"]?.int,
            let character = parameters["position"]?["character"]?.int
        else { throw RemoteError(.invalidParameters, "`position` is missing") }
        return document.text.offset(of: .init(line: line, character: character))
    }
}

extension DocumentText {
    func range(_ span: Span) -> JSONValue {
        ["start": json(position(of: Int(span.start))), "end": json(position(of: Int(span.end)))]
    }

    private func json(_ position: Position) -> JSONValue {
        ["line": .int(position.line), "character": .int(position.character)]
    }
}
