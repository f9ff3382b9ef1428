@testable import CvxLanguage

extension ProgramGenerator {
    mutating func expression(_ depth: Int, _ gap: Gap = .space) {
        self.gap(gap)
        guard depth > 0 else { return comparison(0) }
        if chance(4) { key("not", .none); self.gap(.loose) }
        comparison(depth)
        repeated(0...2) { generator, _ in
            generator.key(generator.pick("and", "or"), .loose)
            generator.gap(.loose)
            if generator.chance(6) { generator.key("not", .none); generator.gap(.loose) }
            generator.comparison(depth - 1)
        }
    }

    private mutating func comparison(_ depth: Int) {
        choose([
            { $0.additive(depth, .none) },
            {
                $0.additive(depth, .none)
                $0.put($0.pick("=", "!=", "<", "<=", ">", ">=", "=~", "!~", "==", "<>"), .tight)
                $0.gap(.free)
                $0.additive(depth - 1, .none)
            },
            {
                $0.additive(depth - 1, .none)
                $0.test("in", "not in")
                $0.choose([
                    { $0.put("last month") },
                    {
                        $0.bracketed("(", ")", .tight) {
                            $0.list(1...4, trailing: true) { $0.expression(1, .none) }
                        }
                    },
                    {
                        $0.additive(1, .space)
                        $0.put("..", .tight)
                        $0.gap(.tight)
                        $0.additive(1, .none)
                    },
                ])
            },
            {
                $0.additive(depth - 1, .none)
                $0.test("between", "not between")
                $0.additive(depth - 1, .loose)
                $0.key("and", .loose)
                $0.additive(depth - 1, .loose)
            },
            {
                $0.additive(depth - 1, .none)
                $0.test("like", "contains", "matches", "not starts with", "ends with")
                $0.string(.loose)
            },
            {
                $0.additive(depth - 1, .none)
                $0.key($0.pick("is null", "is not empty", "is true", "is not false"), .loose)
            },
            {
                $0.key($0.pick("any", "every", "no", "has", "has no"), .none)
                $0.put($0.pick("phones", "organization.notes", "calls"))
                if $0.chance(2) { $0.bracketed("(", ")", .tight) { $0.expression(depth - 1, .none) } }
            },
            {
                $0.key($0.pick("any", "every", "no"), .none)
                $0.put("phones.number")
                $0.put("=", .tight)
                $0.string(.tight)
            },
        ])
    }

    /// A line that begins with `not` begins a statement.
    private mutating func test(_ words: String...) {
        let words = words.randomElement(using: &random) ?? ""
        key(words, words.hasPrefix("not") ? .space : .loose)
    }

    mutating func additive(_ depth: Int, _ gap: Gap) {
        self.gap(gap)
        unary(depth)
        guard depth > 0 else { return }
        repeated(0...1) { generator, _ in
            let op = generator.pick("+", "-", "*", "/", "mod", "??")
            if op == "mod" { generator.key(op, .loose) } else { generator.put(op, .space) }
            generator.gap(.loose)
            generator.unary(depth - 1)
        }
    }

    private mutating func unary(_ depth: Int) {
        if chance(10) {
            put("-", .none)
            gap(.tight)
        }
        postfix(depth)
    }

    private mutating func postfix(_ depth: Int) {
        guard depth > 0 else { return primary(0) }
        choose([
            { $0.primary(depth) }, { $0.primary(depth) },
            {
                $0.put($0.pick("$lead", "$_[0]", "$x.y", "today"), .none)
                $0.put($0.pick(".ownerName", ".`two words`", ".if"), .none)
            },
            {
                $0.put("$x", .none)
                $0.bracketed("[", "]", .none) { $0.expression(depth - 1, .none) }
            },
            {
                $0.put($0.pick("lower", "count", "$f", "round"), .none)
                $0.bracketed("(", ")", .none) { generator in
                    generator.list(0...3, trailing: true) {
                        if $0.chance(5) {
                            $0.newName(.none)
                            $0.put(":", .tight)
                            $0.gap(.tight)
                        }
                        $0.expression(depth - 1, .none)
                    }
                }
            },
        ])
    }

    private mutating func primary(_ depth: Int) {
        let leaves: [(inout Self) -> Void] = [
            { $0.name(.none) }, { $0.put($0.pick("$lead", "$_", "$minScore"), .none) },
            { $0.put($0.pick("@3", "@clx9f2", "@\"17\"", ".status"), .none) },
            {
                $0.put(
                    $0.pick(
                        "1_000", "2.5", "70%", "$250k", "$1_000.50", "2025-09", "2025-09-01",
                        "2025-09-01T09:00Z",
                        "30s", "5Min", "7 Days", "3mo ago", "2h from now", "NULL", "True", "now",
                        "Last 3 Months",
                        "this week"), .none)
            },
            { $0.string(.none) },
        ]
        guard depth > 0 else { return choose(leaves) }
        choose(
            leaves + [
                { $0.bracketed("(", ")", .none) { $0.expression(depth - 1, .none) } },
                { $0.bracketed("(", ")", .none) { $0.pipeline(.none, isPlain: true) } },
                {
                    $0.bracketed("[", "]", .none) {
                        $0.list(0...4, trailing: true) { $0.expression(depth - 1, .none) }
                    }
                },
                { $0.record(depth, .none) },
                {
                    $0.key("if", .none)
                    $0.expression(depth - 1)
                    $0.bracketed("{", "}", .space) { $0.expression(depth - 1, .none) }
                    $0.key("else", .loose)
                    $0.bracketed("{", "}", .space) { $0.expression(depth - 1, .none) }
                },
            ])
    }

    mutating func record(_ depth: Int, _ gap: Gap) {
        put("{", gap)
        within(.end) {
            $0.repeated(0...4) { generator, number in
                if number == 0 { generator.gap(.free) }
                if number > 0 {
                    if generator.chance(2) { generator.comma() } else { generator.put("", .lineEnd) }
                }
                generator.put(
                    generator.pick("a", "owner_name", "\"two words\"", "'x'", "and", "to", "type", "if"),
                    .none)
                generator.put(":", .tight)
                generator.gap(.free)
                generator.expression(depth - 1, .none)
            }
            if $0.text.last != "{", $0.chance(6) { $0.put(",", .tight) }
            $0.put("}", .free)
        }
    }

    mutating func string(_ gap: Gap) {
        self.gap(gap)
        choose([
            { $0.put($0.pick("\"text\"", "'raw # text'", "\"a\\n\\\"b\\\"\"", "\"\"", "\"}{)(\""), .none) },
            {
                $0.text += "\"Hi "
                $0.within(.never) {
                    $0.text += "${"
                    $0.gap(.tight)
                    $0.expression(1, .none)
                    $0.gap(.tight)
                    $0.text += "}"
                }
                $0.text += " ="
                $0.text += "=\""
            },
            {
                guard $0.lines.last != .never else { return $0.text += "\"x\"" }
                $0.text += $0.pick(
                    "\"\"\"\n  a == b\n    c  \n  \"\"\"", "\"\"\"one \"line\\\"\"\"\"",
                    "\"\"\"\r\n\tx\r\n\t\"\"\"")
            },
            {
                guard $0.lines.last != .never else { return $0.text += "'y'" }
                $0.text += "\"\"\"\n    Dear ${"
                $0.within(.free) {
                    $0.gap(.tight)
                    $0.expression(1, .none)
                    $0.gap(.tight)
                }
                $0.text += "},\n    bye\n    \"\"\""
            },
        ])
    }
}
