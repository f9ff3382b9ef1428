@testable import CvxLanguage

extension ProgramGenerator {
    /// Puts a statement where one may start.
    mutating func statement(depth: Int) {
        choose(
            [
                { $0.pipeline(.none) }, { $0.pipeline(.none) }, { $0.command(.none) },
                {
                    $0.key($0.pick("let", "view"), .none)
                    $0.newName()
                    if $0.chance(4) { $0.typed() }
                    $0.put($0.pick("=", "=="), .tight)
                    $0.gap(.free)
                    $0.pipeline(.none)
                },
                {
                    $0.put("$x", .none)
                    $0.put("=", .tight)
                    $0.gap(.free)
                    $0.pipeline(.none)
                },
                {
                    $0.put("$x", .none)
                    $0.put("==", .tight)
                    $0.gap(.free)
                    $0.additive(1, .none)
                },
                { $0.definition(depth) }, { $0.parameters() },
                {
                    $0.key("allow", .none)
                    $0.gap(.space)
                    $0.list(1...3) {
                        $0.put($0.pick("update", "spend", "Send"), .none)
                        $0.put($0.pick("5_000", "$25", "10"))
                    }
                },
                {
                    $0.key("use", .none)
                    $0.put($0.pick("\"lib.cvx\"", "'a.cvx'"), .tight)
                },
                {
                    $0.key($0.pick("fail", "exit", "return"), .none)
                    $0.expression(2)
                },
                { $0.key($0.pick("break", "continue", "exit", "return"), .none) },
                {
                    $0.key("assert", .none)
                    $0.expression(2)
                    if $0.chance(2) {
                        $0.comma()
                        $0.string(.none)
                    }
                },
            ] + (depth > 2 ? [] : controls(depth)))
    }

    private func controls(_ depth: Int) -> [(inout Self) -> Void] {
        [
            {
                $0.key("if", .none)
                $0.expression(2)
                $0.block(depth)
                $0.repeated(0...2) { generator, _ in
                    generator.key("else", .loose)
                    generator.key("if")
                    generator.expression(2)
                    generator.block(depth)
                }
                if $0.chance(2) {
                    $0.key("else", .loose)
                    $0.block(depth)
                }
            },
            {
                $0.key("for", .none)
                $0.newName()
                $0.key("in")
                $0.gap(.space)
                if $0.chance(3) {
                    $0.put($0.pick("1..10", "$a .. 5"), .none)
                } else {
                    $0.pipeline(.none, isPlain: true)
                }
                $0.block(depth)
            },
            {
                $0.key("while", .none)
                $0.expression(2)
                $0.block(depth)
            },
            {
                $0.key("try", .none)
                $0.block(depth)
                $0.key("catch", .loose)
                if $0.chance(2) { $0.put("e") }
                $0.block(depth)
            },
            {
                $0.key($0.pick("transaction", "dry run"), .none)
                $0.block(depth)
            },
            {
                $0.key("preview", .none)
                $0.gap(.space)
                $0.statement(depth: depth + 1)
            },
        ]
    }

    mutating func block(_ depth: Int) {
        put("{")
        within(.end) {
            let count = Int.random(in: 0...3, using: &$0.random)
            for number in 0..<count {
                if number > 0 { $0.gap(.end) } else { $0.gap(.free) }
                $0.statement(depth: depth + 1)
            }
            if $0.chance(8) { $0.put(";", .tight) }
            $0.put("}", .loose)
        }
    }

    private mutating func typed() {
        put(":", .tight)
        gap(.tight)
        type()
    }

    private mutating func type() {
        if chance(4) {
            bracketed("[", "]", .none) { $0.type() }
        } else {
            put(pick("int", "Text", "lead", "`odd`"), .none)
        }
        if chance(4) { put("?", .tight) }
    }

    private mutating func parameter() {
        newName(.none)
        typed()
        if chance(2) {
            put("=", .tight)
            gap(.free)
            expression(1, .none)
        }
    }

    private mutating func parameters() {
        key("params", .none)
        put("{", .tight)
        within(.end) {
            $0.gap(.free)
            $0.repeated(0...4) { generator, number in
                if number > 0 {
                    if generator.chance(3) { generator.comma() } else { generator.put("", .lineEnd) }
                }
                generator.parameter()
            }
            $0.put("}", .free)
        }
    }

    private mutating func definition(_ depth: Int) {
        key("def", .none)
        newName()
        bracketed("(", ")", .tight) { $0.list(0...3, trailing: true) { $0.parameter() } }
        if chance(3) {
            put("->", .tight)
            gap(.tight)
            type()
        }
        if chance(2), depth < 2 {
            block(depth)
        } else {
            put("=", .tight)
            gap(.free)
            expression(3, .none)
        }
    }
}
