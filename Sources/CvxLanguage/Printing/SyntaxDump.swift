// A compact s-expression of a tree, for tests.
extension Program {
    package func dump() -> String { statements.map { $0.dump() }.joined(separator: "\n") }
}

private func form(_ head: String, _ rest: [String]) -> String {
    rest.isEmpty ? "(\(head))" : "(\(head) \(rest.joined(separator: " ")))"
}

private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

extension Block {
    package func dump() -> String { "{" + statements.map { $0.dump() }.joined(separator: "; ") + "}" }
}

extension Statement {
    package func dump() -> String {
        switch kind {
        case .pipeline(let pipeline): return pipeline.dump()
        case .let(let name, let type, let value): return declared("let", name, type, value)
        case .view(let name, let type, let value): return declared("view", name, type, value)
        case .assign(let name, let value): return "(assign $\(name.text) \(value.dump()))"
        case .define(let definition): return definition.dump()
        case .parameters(let parameters): return form("params", parameters.map { $0.dump() })
        case .allow(let allowances):
            return form("allow", allowances.map { "\($0.effect.text):\($0.ceiling.dump())" })
        case .use(let path, _): return "(use \(quoted(path)))"
        case .if(let branches, let other):
            let parts = branches.map { "\($0.condition.dump()) \($0.block.dump())" }
            return form("if", parts + (other.map { ["else \($0.dump())"] } ?? []))
        case .for(let name, let rows, let body): return "(for \(name.text) \(rows.dump()) \(body.dump()))"
        case .while(let condition, let body): return "(while \(condition.dump()) \(body.dump()))"
        case .tryCatch(let body, let name, let handler):
            return "(try \(body.dump()) catch \(name.map { $0.text + " " } ?? "")\(handler.dump()))"
        case .transaction(let body): return "(transaction \(body.dump()))"
        case .dryRun(let body): return "(dry-run \(body.dump()))"
        case .preview(let inner): return "(preview \(inner.dump()))"
        case .return(let value): return form("return", value.map { [$0.dump()] } ?? [])
        case .break: return "(break)"
        case .continue: return "(continue)"
        case .fail(let value): return "(fail \(value.dump()))"
        case .exit(let value): return "(exit \(value.dump()))"
        case .assert(let condition, let message):
            return form("assert", [condition.dump()] + (message.map { [$0.dump()] } ?? []))
        case .invalid: return "(invalid)"
        }
    }

    private func declared(_ word: String, _ name: Name, _ type: TypeName?, _ value: Pipeline) -> String {
        "(\(word) \(name.text)\(type.map { ":" + $0.dump() } ?? "") \(value.dump()))"
    }
}

extension Definition {
    fileprivate func dump() -> String {
        let body =
            switch body {
            case .expression(let value): value.dump()
            case .block(let block): block.dump()
            }
        let result = result.map { " -> \($0.dump())" } ?? ""
        return "(def \(name.text) (\(parameters.map { $0.dump() }.joined(separator: " ")))\(result) \(body))"
    }
}

extension Parameter {
    fileprivate func dump() -> String {
        "\(name.text):\(type.dump())\(defaultValue.map { "=" + $0.dump() } ?? "")"
    }
}

extension TypeName {
    package func dump() -> String {
        let text =
            switch kind {
            case .named(let name): name.text
            case .list(let element): "[\(element.dump())]"
            }
        return isOptional ? text + "?" : text
    }
}

extension Pipeline {
    package func dump() -> String {
        let first =
            switch source {
            case .query(let query): query.dump()
            case .command(let command): command.dump()
            case .expression(let expression): expression.dump()
            case .lastResult: "$_"
            }
        return stages.isEmpty ? first : form("|", [first] + stages.map { $0.dump() })
    }
}

extension EntityName {
    package func dump() -> String { (home.map { $0.text + "." } ?? "") + name.text }
}

extension Query {
    package func dump() -> String {
        let head = verb.rawValue.split(separator: " ").joined(separator: "-")
        return form(
            head,
            [entity.dump()] + clauses.map { $0.dump() }
                + (by.map { [form("by", $0.map { $0.dump() })] } ?? []))
    }
}

extension Clause {
    package func dump() -> String {
        switch kind {
        case .where(let value), .since(let value), .until(let value), .limit(let value), .offset(let value),
            .having(let value):
            return "(\(kind.word) \(value.dump()))"
        case .sort(let keys): return form("sort", keys.map { $0.value.dump() + ($0.descending ? "↓" : "") })
        case .select(let items), .groupBy(let items), .aggregate(let items):
            return form(kind.word, items.map { $0.dump() })
        case .distinct: return "(distinct)"
        }
    }
}

extension Stage {
    package func dump() -> String {
        switch kind {
        case .clause(let clause): clause.dump()
        case .first(let count): form("first", count.map { [$0.dump()] } ?? [])
        case .last(let count): form("last", count.map { [$0.dump()] } ?? [])
        case .count: "(count)"
        case .page: "(page)"
        case .explain: "(explain)"
        case .chart(let kind, let items): form("chart \(kind.text)", items.map { $0.dump() })
        case .to(let format): "(to \(format.text))"
        case .save(let path): "(save \(path.dump()))"
        case .command(let command): command.dump()
        }
    }
}

extension Item {
    package func dump() -> String { (name.map { $0.text + ":" } ?? "") + value.dump() }
}

extension Command {
    package func dump() -> String {
        reason.map { form("because", [dumpKind(), $0.dump()]) } ?? dumpKind()
    }

    private func dumpKind() -> String {
        switch kind {
        case .set(let target, let assignments):
            return form("set", [target?.dump() ?? "|"] + assignments.map { $0.dump() })
        case .update(let all, let entity, let condition, let assignments):
            let rows = all ? ["all"] : []
            return form(
                "update",
                rows + [entity.dump()] + (condition.map { ["(where \($0.dump()))"] } ?? [])
                    + assignments.map { $0.dump() })
        case .delete(.target(let target)): return "(delete \(target.dump()))"
        case .delete(.all(let entity)): return "(delete all \(entity.dump()))"
        case .delete(nil): return "(delete |)"
        case .addRecord(let what, let record): return "(add \(what.dump()) \(record.dump()))"
        case .addTo(let what, let target, let value, let type):
            return form(
                "add \(what.dump())",
                ["to", target?.dump() ?? "|", value.dump()] + (type.map { ["type:\($0.text)"] } ?? []))
        case .importData(let entity, let path, let mapping, let onConflict):
            return form(
                "import",
                [entity.dump(), path.dump()] + (mapping.map { ["mapping:\($0.dump())"] } ?? [])
                    + (onConflict.map { ["conflict:\($0.text)"] } ?? []))
        case .sql(let text, let parameters):
            return form("sql", [text.dump()] + (parameters.map { [$0.dump()] } ?? []))
        case .explain(let pipeline): return "(explain \(pipeline.dump()))"
        case .verb(let call): return call.dump()
        }
    }
}

extension VerbCall {
    package func dump() -> String {
        var parts: [String] = []
        if let subverb { parts.append(subverb.text.lowercased()) }
        if let target { parts.append("@:\(target.dump())") }
        parts += arguments.map { $0.dump() }
        parts += options.map { use in
            let name = use.name.text.split(separator: " ").joined(separator: "-")
            return "--\(name)"
                + (use.values.isEmpty ? "" : "=" + use.values.map { $0.dump() }.joined(separator: ","))
        }
        return form("!\(verb.text.lowercased())", parts)
    }
}

extension Assignment {
    fileprivate func dump() -> String { "\(field.text)=\(value.dump())" }
}

extension Target {
    package func dump() -> String {
        switch self {
        case .expression(let value): value.dump()
        case .pipeline(let pipeline): pipeline.dump()
        case .rows(let entity, let condition, _): "(rows \(entity.dump()) \(condition.dump()))"
        }
    }
}

extension Expression {
    package func dump() -> String {
        switch kind {
        case .literal(let literal): return literal.dump()
        case .interpolation(let parts):
            return form(
                "text",
                parts.map {
                    switch $0 {
                    case .text(let text): quoted(text)
                    case .expression(let value): value.dump()
                    }
                })
        case .variable(let name): return "$\(name.text)"
        case .reference(let id, let exact): return exact ? "@\(quoted(id))" : "@\(id)"
        case .rowField(let name): return ".\(name.text)"
        case .name(let name): return name.isQuoted ? "`\(name.text)`" : name.text
        case .member(let base, let name): return "(. \(base.dump()) \(name.text))"
        case .index(let base, let index): return "([] \(base.dump()) \(index.dump()))"
        case .call(let callee, let arguments):
            return form("call", [callee.dump()] + arguments.map { $0.dump() })
        case .pipeline(let pipeline): return pipeline.dump()
        case .list(let elements): return form("list", elements.map { $0.dump() })
        case .range(let low, let high): return "(.. \(low.dump()) \(high.dump()))"
        case .record(let entries): return form("record", entries.map { "\($0.key.text):\($0.value.dump())" })
        case .conditional(let condition, let then, let other):
            return "(if \(condition.dump()) \(then.dump()) \(other.dump()))"
        case .negate(let value): return "(- \(value.dump()))"
        case .not(let value): return "(not \(value.dump()))"
        case .binary(let op, let left, let right): return "(\(op.rawValue) \(left.dump()) \(right.dump()))"
        case .membership(let value, let set, let negated):
            return "(\(negated ? "not-" : "")in \(value.dump()) \(set.dump()))"
        case .between(let value, let low, let high, let negated):
            return "(\(negated ? "not-" : "")between \(value.dump()) \(low.dump()) \(high.dump()))"
        case .textTest(let test, let value, let other, let negated):
            let word = test.rawValue.split(separator: " ").joined(separator: "-")
            return "(\(negated ? "not-" : "")\(word) \(value.dump()) \(other.dump()))"
        case .isTest(let value, let test, let negated):
            return "(is\(negated ? "-not" : "") \(value.dump()) \(test.rawValue))"
        case .quantified(let quantifier, let path, let condition):
            let word = quantifier.rawValue.split(separator: " ").joined(separator: "-")
            let names = path.map(\.text).joined(separator: ".")
            switch condition {
            case .row(let inner): return "(\(word) \(names) row:\(inner.dump()))"
            case .field(let inner): return "(\(word) \(names) field:\(inner.dump()))"
            case nil: return "(\(word) \(names))"
            }
        case .missing: return "<missing>"
        }
    }
}

extension MembershipSet {
    fileprivate func dump() -> String {
        switch self {
        case .values(let values): "(" + values.map { $0.dump() }.joined(separator: " ") + ")"
        case .expression(let value): value.dump()
        case .range(let low, let high): "(.. \(low.dump()) \(high.dump()))"
        }
    }
}

extension Literal {
    package func dump() -> String {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return "\(value)"
        case .decimal(let value): return "\(value)"
        case .money(let value):
            let cents = value % 10_000
            let digits = String(cents)
            return "$\(value / 10_000)"
                + (cents == 0 ? "" : "." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
        case .percent(let value): return "\(value)%"
        case .text(let text): return quoted(text)
        case .date(let date): return date.dump()
        case .month(let year, let month): return "\(year)-\(padded(month))"
        case .dateTime(let time):
            var text =
                "\(time.date.dump())T\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))"
            if time.millisecond > 0 { text += ".\(time.millisecond)" }
            return text + (time.offset.map { $0 == 0 ? "Z" : "\($0 > 0 ? "+" : "")\($0)" } ?? "")
        case .duration(let duration): return duration.dump()
        case .relative(let duration, let ago):
            return ago ? "(ago \(duration.dump()))" : "(from-now \(duration.dump()))"
        case .now: return "now"
        case .today: return "today"
        case .yesterday: return "yesterday"
        case .tomorrow: return "tomorrow"
        case .period(let period):
            return
                "(\(period.direction.rawValue) \(period.count.map { "\($0) " } ?? "")\(period.unit.rawValue))"
        }
    }

    private func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension CalendarDate {
    fileprivate func dump() -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}

extension DurationLiteral {
    fileprivate func dump() -> String {
        (count == count.rounded() && abs(count) < 1e15 ? "\(Int64(count))" : "\(count)") + unit.rawValue
    }
}
