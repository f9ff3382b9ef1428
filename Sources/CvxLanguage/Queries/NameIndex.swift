/// The names that a program gives, and where it uses them: for going to a definition, renaming, outlines.
package struct NameIndex: Sendable {
    package struct Declaration: Sendable {
        package enum Kind: Sendable {
            /// `let`
            case variable
            case view
            /// Of `params`.
            case parameter
            /// Of a `def`.
            case argument
            case loop
            /// `catch e`
            case caught
            /// `def`
            case function
        }

        package var kind: Kind
        package var name: Name
        /// The statement or parameter.
        package var span: Span
        /// Where it may be used.
        package var scope: Span
    }

    package struct Use: Sendable {
        package enum Kind: Sendable { case variable, function }
        package var kind: Kind
        package var text: String
        /// Of the name alone, without `$`.
        package var span: Span
        /// Index into `declarations`; nil where the program itself declares no such name.
        package var declaration: Int?
    }

    /// A file that the program uses.
    package struct Import: Sendable {
        package var path: String
        /// Of the path, with its quotes.
        package var span: Span
    }

    package internal(set) var declarations: [Declaration] = []
    /// In the order of the text.
    package internal(set) var uses: [Use] = []
    package internal(set) var imports: [Import] = []

    init() {}

    /// - Parameter length: of the text, in bytes.
    package init(_ program: Program, length: Int) {
        var indexer = NameIndexer(end: UInt32(clamping: length))
        indexer.read(program)
        self = indexer.index
    }

    /// The declaration whose name, or a use of which, holds the offset; its end counts as inside.
    package func declaration(at offset: UInt32) -> Int? {
        declarations.firstIndex { $0.name.span.touches(offset) } ?? use(at: offset)?.declaration
    }

    package func use(at offset: UInt32) -> Use? { uses.first { $0.span.touches(offset) } }

    /// The places to change for another name, in the order of the text.
    package func places(of declaration: Int) -> [Span] {
        ([declarations[declaration].name.span]
            + uses.filter { $0.declaration == declaration }.map(\.span)).sorted { $0.start < $1.start }
    }

    /// What may be named at an offset; of one name the declaration that counts there.
    package func visible(at offset: UInt32) -> [Declaration] {
        var found: [String: Declaration] = [:]
        for declaration in declarations
        where declaration.scope.start <= offset && offset <= declaration.scope.end {
            let key = declaration.kind == .function ? declaration.name.text + "()" : declaration.name.text
            if let other = found[key], other.scope.start > declaration.scope.start { continue }
            found[key] = declaration
        }
        return found.values.sorted { $0.name.span.start < $1.name.span.start }
    }
}

extension Span {
    /// Holds the offset, or ends there.
    package func touches(_ offset: UInt32) -> Bool { start <= offset && offset <= end }
}

extension NameIndex {
    /// Whether a variable or function may be called so.
    package static func isName(_ text: String) -> Bool {
        let lexed = Lexer.lex(SourceText(name: "", text: text))
        guard lexed.tokens.count == 2, let token = lexed.tokens.first, token.kind == .name,
            token.span == Span(0, text.utf8.count)
        else { return false }
        return lexed.diagnostics.isEmpty && lexed.comments.isEmpty && !token.keyword.isReserved && text != "_"
    }
}
