import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let describe = Verb(
        CommandShape("describe", arguments: 0...2, argumentsAreNames: true),
        "list entities, the fields of one and where each comes from, the functions, who may what, or the rules before every contact",
        examples: [
            "describe", "describe leads", "describe prisma.leads", "describe functions", "describe rights",
            "describe rules", "describe rules FL", "describe rules text",
        ],
        signature: VerbSignature(result: {
            $0.words.first?.text.foldedWord == "rules" ? RuleTable.columns.recordsType : .null
        })
    ) { invocation in
        if invocation.command.words.first?.text.foldedWord == "rules" { return try rules(invocation) }
        guard let word = invocation.command.words.last else { return try entities(invocation.catalog) }
        if word.text.foldedName == "functions" { return functions }
        if word.text.foldedName == "rights" { return rights(invocation.people?.rights ?? .standard) }
        let store =
            invocation.command.words.count == 2
            ? StoreRole(rawValue: invocation.command.words[0].text.lowercased()) : nil
        guard let entity = try invocation.catalog.entity(word.text) else { return .nothing }
        invocation.catalog.leaveOut(entity.lacking)
        return fields(of: entity, in: store)
    }

    private static func table(_ names: [String], _ rows: [[String?]]) -> VerbOutcome {
        .records(
            names.map { ResultColumn($0, .text) },
            rows.map { row in
                Record(names: names, values: row.map { $0.map { .scalar(.text($0)) } ?? .null })
            })
    }

    private static func entities(_ catalog: any WorkspaceCatalog) throws -> VerbOutcome {
        let rows = try catalog.entityNames().compactMap { name -> [String?]? in
            let found: BoundEntity?
            do { found = try catalog.entity(name) } catch {
                // One store that cannot be read is no reason to say nothing of the others.
                return [name, "(in a store that cannot be read)", "", Catalog.entity(name)?.summary ?? ""]
            }
            guard let entity = found else { return nil }
            catalog.leaveOut(entity.lacking)
            let tables = EntityText.tables(entity)
            return [
                entity.definition.name,
                tables.isEmpty ? "(in no open store)" : tables.joined(separator: ", "),
                entity.definition.relations.map(\.name).joined(separator: ", "), entity.definition.summary,
            ]
        }
        return table(["entity", "tables", "relations", "about"], rows)
    }

    private static func fields(of entity: BoundEntity, in store: StoreRole?) -> VerbOutcome {
        var rows = entity.definition.fields.map { field -> [String?] in
            [
                field.name, field.type.word, field.aliases.joined(separator: ", "),
                EntityText.source(of: field.name, in: entity, store: store) ?? "(missing)", field.summary,
            ]
        }
        rows += entity.definition.relations.map {
            [
                $0.name, ($0.isToMany ? "many " : "one ") + $0.target, "",
                "\($0.localField) = \($0.target).\($0.targetField)"
                    + ($0.mark.map { " and \($0.field) = \"\($0.value)\"" } ?? ""), "",
            ]
        }
        rows.append(["store", "text", "", "", "The store that the row comes from"])
        return table(["field", "type", "also called", "source", "about"], rows)
    }

    private static func rights(_ rights: Rights) -> VerbOutcome {
        let roles = Role.allCases.sorted()
        return table(
            ["right"] + roles.map(\.rawValue) + ["to"],
            Right.allCases.map { right in
                [right.rawValue] + roles.map { rights.grant(right, to: $0).text(of: right) }
                    + [right.summary]
            })
    }

    /// All, those of one state, or their text, which a file of one's own may add to.
    private static func rules(_ invocation: VerbInvocation) throws -> VerbOutcome {
        guard let compliance = invocation.host.compliance else { return .nothing }
        let words = invocation.command.words
        if words.count == 2, words[1].text.foldedWord == "text" {
            return .text(
                compliance.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
        let rules = try compliance.rules()
        var state: Int?
        if words.count == 2 {
            state = rules.places.state(words[1].text.utf8)
            guard state != nil else {
                throw Diagnostic(
                    .unknownEnumValue, "`\(words[1].text)` is no state", at: words[1].span,
                    help:
                        "two letters: `describe rules FL`; `describe rules text` is what the rules are written in"
                )
            }
        }
        return .records(RuleTable.columns, RuleTable(rules: rules).records(of: state))
    }

    private static var functions: VerbOutcome {
        table(
            ["function", "example", "gives", "about"],
            HelpText.functions.map { [$0.name, $0.example, $0.gives, $0.summary] })
    }
}

extension Grant {
    fileprivate func text(of right: Right) -> String {
        switch self {
        case .no: "no"
        case .yes: "yes"
        case .upTo(let most): "up to \(right.amount(most))"
        }
    }
}

extension ColumnType {
    /// As `describe` names it.
    package var word: String {
        switch self {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .money: "money"
        case .percent: "percent"
        case .text: "text"
        case .vocabulary(let name): name
        case .date: "date"
        case .instant: "datetime"
        case .duration: "duration"
        case .phone: "phone"
        case .json: "json"
        case .secret: "secret"
        case .any: "any"
        }
    }
}
