import CvxCommands
import CvxDomain
import CvxLanguage

extension EditorServer {
    func hover(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        let offset = UInt32(clamping: try offset(parameters, document))
        guard let (lines, span) = name(document, offset) ?? place(document, offset) else { return .null }
        return [
            "contents": ["kind": "markdown", "value": .string(lines.joined(separator: "\n"))],
            "range": document.text.range(span),
        ]
    }

    private static func code(_ lines: [String]) -> [String] { ["```cvx"] + lines + ["```"] }

    // MARK: Names of the program

    private func name(_ document: Document, _ offset: UInt32) -> ([String], Span)? {
        let names = document.names
        let use = names.use(at: offset)
        if let declaration = names.declaration(at: offset) {
            let found = names.declarations[declaration]
            return (describe(found, in: document, at: offset), use?.span ?? found.name.span)
        }
        guard let use, use.kind == .function, let found = function(use.text, usedBy: document) else {
            return nil
        }
        let declaration = found.document.names.declarations[found.declaration]
        return (describe(declaration, in: found.document, at: 0), use.span)
    }

    private func describe(_ declaration: NameIndex.Declaration, in document: Document, at offset: UInt32)
        -> [String]
    {
        let source = document.source
        let line = source.text(declaration.span).split(separator: "\n").first.map(String.init) ?? ""
        let declared = declaration.kind == .function ? line.prefix { $0 != "{" }.description : line
        var lines = Self.code([declared.count > 120 ? declared.prefix(119) + "…" : declared])
        if declaration.kind != .function, let type = type(of: declaration, in: document) {
            lines.append(type.phrase)
        }
        return lines + comment(above: declaration.span.start, in: source)
    }

    /// The comment lines right above a declaration.
    private func comment(above offset: UInt32, in source: SourceText) -> [String] {
        var lines: [String] = []
        var line = source.line(at: offset) - 1
        while line >= 1 {
            let text = source.text(source.lineSpan(line)).drop { $0 == " " || $0 == "\t" }
            guard text.hasPrefix("#"), !text.hasPrefix("#!") else { break }
            lines.insert(String(text.drop { $0 == "#" || $0 == " " }), at: 0)
            line -= 1
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    // MARK: Words of the language and the catalog

    private func place(_ document: Document, _ offset: UInt32) -> ([String], Span)? {
        guard let (place, span) = SyntaxPlace.at(offset, document.parse.program, document.source) else {
            return nil
        }
        let lines: [String]? =
            switch place {
            case .word(let word): HelpText.lines(on: word).map(Self.code)
            case .function(let name): HelpText.function(name).map { Self.code([$0.example]) + [$0.summary] }
            case .entity(let name), .type(let name): entity(name, document)
            case .field(let name): field(name, span, document)
            }
        return lines.map { ($0, span) }
    }

    private func entity(_ name: String, _ document: Document) -> [String]? {
        let workspace = workspace(of: document).workspace
        guard let entity = try? workspace.catalog.entity(name) else { return nil }
        let tables = EntityText.tables(entity)
        let source =
            workspace.folder == nil || tables.isEmpty ? [] : ["", "from " + tables.joined(separator: ", ")]
        return Self.code([entity.definition.name]) + [entity.definition.summary] + source
    }

    private func field(_ name: String, _ span: Span, _ document: Document) -> [String]? {
        // What completion would expect here says whose field it is.
        let text = String(decoding: document.text.bytes, as: UTF8.self)
        let context = completionContext(text, at: Int(span.end), shapes: VerbTable.shapes)
        let candidates = candidates(document, at: span.start)
        let owner: Type?
        switch context.expected {
        case .field(let rows, let path): owner = candidates.rowType(rows, path)
        case .member(let variable): owner = candidates.variableType(variable)
        case .enumValue(let rows, let path):
            let row = candidates.rowType(rows, path.dropLast())
            let opposite = path.last.flatMap { last in row.flatMap { candidates.member(last, of: $0) } }
            let schema = workspace(of: document).workspace.schema
            if case .enumeration(let name)? = opposite, let values = schema.vocabulary(name) {
                return Self.code([name]) + [values.joined(separator: ", ")]
            }
            owner = row
        case .entity: return entity(name, document)
        default: return nil
        }
        guard let owner else { return nil }
        if case .entity(let entity) = owner { return field(name, of: entity, document) }
        return candidates.member(name, of: owner).map { Self.code([name]) + [$0.phrase] }
    }

    private func field(_ name: String, of entity: String, _ document: Document) -> [String]? {
        let workspace = workspace(of: document).workspace
        guard let bound = try? workspace.catalog.entity(entity),
            let member = try? workspace.schema.entity(entity)?.member(name)
        else { return nil }
        switch member {
        case .relation(let relation):
            let kind = relation.isToMany ? "many \(relation.target)" : "one of \(relation.target)"
            return Self.code(["\(bound.definition.name).\(relation.name)"]) + [kind]
        case .field(let field):
            var lines = Self.code(["\(bound.definition.name).\(field.name)"]) + [field.type.phrase]
            if !field.summary.isEmpty { lines += ["", field.summary] }
            if let why = field.unavailable {
                lines += ["", why]
            } else if workspace.folder != nil, let source = EntityText.source(of: field.name, in: bound) {
                lines += ["", "from \(source)"]
            }
            return lines
        }
    }
}
