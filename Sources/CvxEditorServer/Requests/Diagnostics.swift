import CvxCommands
import CvxLanguage

extension EditorServer {
    /// What the checker says of the text as it is; what does not parse is left out.
    ///
    /// - Throws: what a store throws that has to be opened for it.
    private func check(_ document: Document) throws -> Document.Checked {
        if let checked = document.checked { return checked }
        let output = try Checker.check(
            document.parse.program, source: document.source, schema: workspace(of: document).workspace.schema,
            verbs: VerbTable.signatures, environment: CheckEnvironment(), purpose: .script)
        let checked = Document.Checked(diagnostics: output.diagnostics, types: output.declaredTypes)
        document.keep(checked)
        return checked
    }

    func type(of declaration: NameIndex.Declaration, in document: Document) -> Type? {
        (try? check(document))?.types[declaration.name.span]
    }

    /// As `type(of:in:)`, but of what was known last rather than to let an editor wait.
    func knownType(of declaration: NameIndex.Declaration, in document: Document) -> Type? {
        if let checked = document.checked { return checked.types[declaration.name.span] }
        return document.lastTypes[declaration.name.text] ?? type(of: declaration, in: document)
    }

    /// What the parser says, and where that is nothing, the checker.
    func diagnostics(_ document: Document) -> [JSONValue] {
        var found = document.parse.diagnostics
        var faults = workspace(of: document).fault.map { [$0] } ?? []
        do {
            let checked = try check(document)
            if !found.contains(where: { $0.severity == .error }) { found += checked.diagnostics }
        } catch {
            faults.append(diagnosis(error))
        }
        return faults.map { Self.json($0, document, severity: 2) }
            + found.map { Self.json($0, document, severity: $0.severity == .error ? 1 : 2) }
    }

    private static func json(_ diagnostic: Diagnostic, _ document: Document, severity: Int) -> JSONValue {
        var members: [String: JSONValue] = [
            "range": document.text.range(diagnostic.span ?? .none), "severity": .int(severity),
            "code": .string("\(diagnostic.code)"), "source": "cvx",
            "message": .string(
                ([diagnostic.message] + [diagnostic.help].compactMap(\.self) + diagnostic.notes).joined(
                    separator: "\n")),
        ]
        if !diagnostic.labels.isEmpty {
            members["relatedInformation"] = .array(
                diagnostic.labels.map { label in
                    [
                        "location": ["uri": .string(document.uri), "range": document.text.range(label.span)],
                        "message": .string(label.text),
                    ]
                })
        }
        // Editors show it faded.
        if [.unusedVariable, .unreachable].contains(diagnostic.code) { members["tags"] = [1] }
        return .object(members)
    }
}
