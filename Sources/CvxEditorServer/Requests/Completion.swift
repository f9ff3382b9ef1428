import CvxCommands
import CvxLanguage
import CvxRender

extension EditorServer {
    func complete(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        let offset = try offset(parameters, document)
        let text = String(decoding: document.text.bytes, as: UTF8.self)
        let context = completionContext(text, at: offset, shapes: VerbTable.shapes)
        let found = candidates(document, at: UInt32(clamping: offset)).matching(context)
        let range = document.text.range(context.replace)
        let items = found.enumerated().map { number, candidate -> JSONValue in
            var item: [String: JSONValue] = [
                "label": .string(candidate.text), "kind": .int(candidate.kind.code),
                "textEdit": ["range": range, "newText": .string(candidate.text)],
                "filterText": .string(candidate.text),
                // As they come: editors sort by this.
                "sortText": .string(String(10_000 + number)),
            ]
            if !candidate.note.isEmpty { item["detail"] = .string(candidate.note) }
            return .object(item)
        }
        return ["isIncomplete": false, "items": .array(items)]
    }

    func candidates(_ document: Document, at offset: UInt32) -> Candidates {
        let visible = document.names.visible(at: offset).filter { $0.kind != .function }
        return Candidates(
            schema: workspace(of: document).workspace.schema, variables: visible.map(\.name.text),
            typeOf: { name in
                visible.last { $0.name.text == name }.flatMap { self.knownType(of: $0, in: document) }
            }, lastResult: nil, formats: OutputFormat.allCases.map(\.rawValue),
            chartKinds: ChartKind.allCases.map(\.rawValue))
    }
}

extension Candidates.Candidate.Kind {
    /// The protocol's `CompletionItemKind`.
    fileprivate var code: Int {
        switch self {
        case .word: 14
        case .verb: 3
        case .entity: 7
        case .field: 5
        case .relation: 18
        case .value: 20
        case .variable: 6
        case .option: 10
        }
    }
}
