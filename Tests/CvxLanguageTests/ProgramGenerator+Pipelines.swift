@testable import CvxLanguage

extension ProgramGenerator {
    /// A source and stages; `isPlain`: without what ends in an open list of options.
    mutating func pipeline(_ gap: Gap, isPlain: Bool = false) {
        self.gap(gap)
        choose([
            { $0.put("$hot", .none) }, { $0.query(.none) }, { $0.query(.none) }, { $0.expression(2, .none) },
            { if isPlain { $0.query(.none) } else { $0.command(.none) } },
        ])
        stages()
    }

    mutating func stages() {
        repeated(0...3) { generator, _ in
            generator.put("|", .free)
            generator.gap(.free)
            generator.stage()
        }
    }

    mutating func query(_ gap: Gap) {
        key(pick("find", "find", "find one", "find first", "count", "exists"), gap)
        let isCount = text.lowercased().hasSuffix("count")
        entity()
        clauses(Int.random(in: 0...4, using: &random), .loose)
        if isCount, chance(2) {
            key("by", .loose)
            self.gap(.free)
            gapIfTouching()
            items()
        }
    }

    /// Each clause once.
    private mutating func clauses(_ count: Int, _ gap: Gap) {
        var kinds = Array(0...10)
        for number in 0..<count {
            let kind = kinds.remove(at: Int.random(in: 0..<kinds.count, using: &random))
            clause(kind, number == 0 ? gap : .loose)
        }
    }

    private mutating func clause(_ kind: Int, _ gap: Gap) {
        switch kind {
        case 0:
            key("where", gap)
            expression(3, .loose)
        case 1, 2:
            key(kind == 1 ? "since" : "until", gap)
            put(pick("7 Days ago", "2025-09-01", "last month", "90d AGO", "today"), .loose)
        case 3:
            key(pick("sort by", "order by"), gap)
            self.gap(.loose)
            list(1...3) {
                $0.additive(1, .none)
                if $0.chance(3) { $0.key($0.pick("asc", "desc")) }
            }
        case 4:
            key(pick("limit", "take"), gap)
            put(pick("10", "2_000", "$n"), .loose)
        case 5:
            key("offset", gap)
            put("20", .loose)
        case 6:
            key("select", gap)
            self.gap(.loose)
            items()
        case 7: key("distinct", gap)
        case 8:
            key("group by", gap)
            self.gap(.loose)
            items()
        case 9:
            key("aggregate", gap)
            self.gap(.loose)
            items()
        default:
            key("having", gap)
            expression(2, .loose)
        }
    }

    private mutating func gapIfTouching() {
        if let last = text.last, last.isLetter { gap(.loose) }
    }

    mutating func items() {
        list(1...4) {
            if $0.chance(3) {
                $0.newName(.none)
                $0.put(":", .tight)
                $0.gap(.tight)
            }
            $0.expression(2, .none)
        }
    }

    private mutating func stage() {
        choose([
            { $0.key($0.pick("count", "page", "explain", "first", "last"), .none) },
            {
                $0.key($0.pick("first", "last"), .none)
                $0.put("5")
            },
            { $0.clauses(Int.random(in: 1...3, using: &$0.random), .none) },
            {
                $0.key("to", .none)
                $0.put($0.pick("csv", "JSON", "md"))
            },
            {
                $0.key("save", .none)
                $0.string(.space)
            },
            {
                $0.key("chart", .none)
                $0.put("bar")
                $0.gap(.space)
                $0.items()
            },
            {
                $0.key("set", .none)
                $0.assignments()
            },
            {
                $0.key("skiptrace", .none)
                $0.key("using", .loose)
                $0.put("local")
            },
            { $0.key("delete", .none) },
            {
                $0.key("add", .none)
                $0.put("note")
                $0.string(.space)
            },
        ])
    }

    private mutating func assignments() {
        gap(.space)
        list(1...3) {
            $0.name(.none)
            $0.put($0.pick("=", "=", "=="), .tight)
            $0.gap(.free)
            $0.expression(2, .none)
        }
    }

    private mutating func because() {
        guard chance(3) else { return }
        key("because")
        string(.space)
    }

    mutating func command(_ gap: Gap) {
        self.gap(gap)
        choose([
            { $0.key($0.pick("undo", "begin", "history"), .none) },
            {
                $0.key("set", .none)
                $0.put($0.pick("@1", "$lead", "@\"17\"", "$x[0]", "leads where a"))
                $0.assignments()
                $0.because()
            },
            {
                $0.key($0.pick("update", "update all"), .none)
                let isAll = $0.text.lowercased().hasSuffix("all")
                $0.entity()
                if !isAll {
                    $0.key("where", .loose)
                    $0.expression(2, .loose)
                }
                $0.key("set", .loose)
                $0.assignments()
            },
            {
                $0.key("delete", .none)
                $0.put($0.pick("@1", "$lead", "all leads", "leads where a = 1"))
            },
            {
                $0.key("add", .none)
                $0.put($0.pick("note", "tag"))
                $0.key("to")
                $0.put($0.pick("@1", "$lead", "(find leads)"))
                $0.string(.space)
                if $0.chance(2) {
                    $0.key("type")
                    $0.put("call")
                }
                $0.because()
            },
            {
                $0.key("add", .none)
                $0.entity()
                $0.record(2, .space)
                $0.because()
            },
            {
                $0.key("import", .none)
                $0.entity()
                $0.key("from", .loose)
                $0.string(.space)
                if $0.chance(2) {
                    $0.key("mapping", .loose)
                    $0.record(1, .space)
                }
                if $0.chance(2) {
                    $0.key("on", .loose)
                    $0.key("conflict")
                    $0.put("keep")
                }
            },
            {
                $0.key("sql", .none)
                $0.string(.space)
                if $0.chance(2) {
                    $0.bracketed("[", "]", .tight) {
                        $0.list(0...2, trailing: true) { $0.expression(1, .none) }
                    }
                }
            },
            {
                $0.key("explain", .none)
                $0.query(.space)
                $0.stages()
            },
            {
                $0.key("print", .none)
                $0.gap(.space)
                $0.list(1...3) { $0.expression(2, .none) }
            },
            {
                $0.key("campaign", .none)
                $0.key("create")
                $0.string(.space)
                if $0.chance(2) {
                    $0.key("type", .loose)
                    $0.put("sms")
                }
                if $0.chance(2) {
                    $0.key("to", .loose)
                    $0.bracketed("(", ")", .space) { $0.pipeline(.none, isPlain: true) }
                }
                if $0.chance(2) {
                    $0.key("max", .loose)
                    $0.put("200")
                }
            },
            {
                $0.key("skiptrace", .none)
                $0.put($0.pick("@1", "$lead", "(find leads)", "leads where a = 1"))
                if $0.chance(2) {
                    $0.key("using", .loose)
                    $0.put("batchdata, local")
                }
                if $0.chance(2) {
                    $0.key("max cost", .loose)
                    $0.put("$5")
                }
            },
            {
                $0.key($0.pick("describe", "show", "help"), .none)
                $0.put($0.pick("leads.score", "campaign", "Sort"))
            },
        ])
    }
}
