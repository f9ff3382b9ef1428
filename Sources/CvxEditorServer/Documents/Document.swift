package import CvxLanguage

/// An open text, with what is known of it. What takes time is worked out when it is first asked for.
package final class Document {
    package let uri: String
    /// Nil where the text is in no file.
    package let path: String?
    package private(set) var version: Int?
    package private(set) var text: DocumentText
    private var parsed: ParseOutput?
    private var indexed: NameIndex?
    /// What the checker said of this version.
    var checked: Checked?
    /// Types of names in the version that was checked last.
    private(set) var lastTypes: [String: Type] = [:]
    private let shapes: [CommandShape]

    package init(uri: String, text: String, version: Int?, shapes: [CommandShape]) {
        self.uri = uri
        path = FileAddress.path(uri)
        self.text = DocumentText(text)
        self.version = version
        self.shapes = shapes
    }

    package func change(_ text: String, version: Int?) {
        self.text = DocumentText(text)
        self.version = version
        parsed = nil
        indexed = nil
        checked = nil
    }

    struct Checked {
        var diagnostics: [Diagnostic]
        /// By the place of the name.
        var types: [Span: Type]
    }

    func keep(_ checked: Checked) {
        self.checked = checked
        for declaration in names.declarations {
            if let type = checked.types[declaration.name.span] { lastTypes[declaration.name.text] = type }
        }
    }

    /// As diagnostics call it.
    package var source: SourceText { SourceText(name: path ?? uri, bytes: text.bytes) }

    package var parse: ParseOutput {
        if let parsed { return parsed }
        let output = Parser.parse(source, door: .file, shapes: shapes)
        parsed = output
        return output
    }

    package var names: NameIndex {
        if let indexed { return indexed }
        let index = NameIndex(parse.program, length: text.bytes.count)
        indexed = index
        return index
    }
}
