import CvxCommands
import CvxLanguage
import CvxLineEditor
import CvxRender
import CvxServices

/// What can stand at the cursor: the language says what kind of thing, the session knows which there are.
struct Completer {
    let session: Session

    func complete(_ text: String, cursor: Int) -> ShellCompletions {
        let context = completionContext(text, at: cursor, shapes: VerbTable.shapes)
        let typed = context.prefix.foldedWord
        let candidates = candidates(context.expected)
            .filter {
                let text = $0.text.lowercased()
                return $0.text.foldedWord.hasPrefix(typed) || text.hasPrefix(context.prefix.lowercased())
                    || text.drop { $0 == "\"" }.hasPrefix(context.prefix.lowercased())
            }
        return ShellCompletions(
            replacing: Int(context.replace.start)..<Int(context.replace.end), candidates: candidates)
    }

    private func candidates(_ expected: CompletionContext.Expected) -> [Completions.Candidate] {
        switch expected {
        case .statementStart:
            return Self.words(["find", "count", "exists", "let", "view", "sql", "explain"])
                + VerbTable.verbs.filter { $0.run != nil }.map { .init($0.shape.name, note: $0.summary) }
        case .entity: return entities()
        case .field(let entity, let path): return members(entity, path)
        case .clause(let entity):
            return Self.words(Self.clauses) + (entity == nil ? [] : Self.words(Self.operators))
        case .enumValue(let entity, let path): return values(entity, path)
        case .variable:
            return session.environment.names.map { .init("$" + $0) } + [
                .init("$_", note: "the last result")
            ]
        case .member(let variable): return memberCandidates(of: session.environment.type(of: variable))
        case .stage: return Self.words(Self.stages + Self.clauses)
        case .format: return Self.words(OutputFormat.allCases.map(\.rawValue))
        case .chartKind: return Self.words(ChartKind.allCases.map(\.rawValue))
        case .subverb(let verb): return Self.words(VerbTable.verb(verb)?.shape.subverbs ?? [])
        case .option(let verb):
            return Self.words(
                VerbTable.verb(verb)?.shape.options.map { $0.words.joined(separator: " ") } ?? [])
        case .argument(let verb): return names(verb)
        case .reference, .none: return []
        }
    }

    private static let clauses = [
        "where", "since", "until", "sort by", "limit", "offset", "select", "distinct", "group by",
        "aggregate",
        "having",
    ]
    private static let stages = ["first", "last", "count", "page", "explain", "chart", "to", "save"]
    private static let operators = [
        "and", "or", "in", "between", "is null", "is not null", "contains", "starts with", "ends with",
        "like",
        "matches",
    ]

    private static func words(_ words: [String]) -> [Completions.Candidate] { words.map { .init($0) } }

    /// Whom `login` and what `use org` may name. A store that cannot be read names nobody.
    private func names(_ verb: String) -> [Completions.Candidate] {
        let people = session.services.people
        let names = verb == "login" ? try? people?.names() : try? people?.organizationNames()
        return (names ?? []).map { .init("\"\($0)\"") }
    }

    /// A store that cannot be opened offers nothing to complete; the statement will say why.
    private func entity(_ name: String?) -> EntitySignature? {
        name.flatMap { try? session.schema.entity($0) }
    }

    private func entities() -> [Completions.Candidate] {
        ((try? session.schema.entityNames()) ?? []).map { .init($0) }
    }

    private func target(_ name: String?, _ path: [String]) -> EntitySignature? {
        path.reduce(entity(name)) { current, relation in
            current?.relation(relation).flatMap { entity($0.target) }
        }
    }

    private func members(_ name: String?, _ path: [String]) -> [Completions.Candidate] {
        guard let entity = target(name, path) else {
            return memberCandidates(of: session.environment.lastResult?.element)
        }
        return memberCandidates(of: .entity(entity.name))
    }

    private func memberCandidates(of type: Type?) -> [Completions.Candidate] {
        switch type {
        case .entity(let name)?:
            guard let entity = entity(name) else { return [] }
            let fields = entity.fields.filter { $0.unavailable == nil }.flatMap { field in
                [Completions.Candidate(field.name, note: field.summary)] + field.aliases.map { .init($0) }
            }
            return fields
                + entity.relations.map { .init($0.name, note: $0.target, suffix: $0.isToMany ? " " : ".") }
        case .record(let fields)?: return fields.map { .init($0.name) }
        default: return []
        }
    }

    private func values(_ name: String?, _ path: [String]) -> [Completions.Candidate] {
        guard let field = path.last, let entity = target(name, path.dropLast()),
            case .field(let signature)? = entity.member(field)
        else { return [] }
        switch signature.type {
        case .enumeration(let vocabulary): return Self.words(session.schema.vocabulary(vocabulary) ?? [])
        case .bool: return Self.words(["true", "false"])
        default: return []
        }
    }
}
