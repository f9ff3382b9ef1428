import CvxLanguage
import CvxRuntime

extension Verb {
    static let help = Verb(
        CommandShape("help", arguments: 0...1, argumentsAreNames: true), "this help, or that of one verb",
        examples: ["help", "help show"]
    ) { invocation in
        guard let word = invocation.command.words.first?.text.foldedWord else { return .text(overview) }
        guard let lines = HelpText.lines(on: word) else {
            throw Diagnostic(
                .unknownVerb, "there is no help on `\(word)`", at: invocation.command.span,
                help: "`help` lists all")
        }
        return .text(lines)
    }

    /// Words with grammar of their own.
    static let queries: [(words: [String], lines: [String])] = [
        (
            ["find", "count", "exists"],
            [
                "find|find one|find first|count|exists ENTITY [where …] [since …] [until …] [group by … aggregate …]",
                "     [having …] [select …] [distinct] [sort by …] [offset N] [limit N]",
                "  find leads where score > 70 and temperature in (HOT, ON_FIRE) sort by score desc limit 10",
                "  find leads where any phones(is_mobile and confidence >= 80%)",
                "  find leads where created in last month and has no calls",
                "  count leads by temperature",
                "  exists leads where owner_name starts with \"Mc\"",
            ]
        ),
        (
            ["sql"],
            [
                "sql \"TEXT\" [values]   SQL on the stores; tables as prisma.\"Lead\", leadflow.leads …",
                "     one statement; UPDATE, INSERT and DELETE are counted, asked about and journaled as any change",
                "  sql \"select status, count(*) from leadflow.leads where lead_score > ? group by 1\" [70]",
            ]
        ),
        (
            ["explain"],
            ["explain PIPELINE, or PIPELINE | explain   the SQL, its values, and the indexes it uses"]
        ),
        (
            ["to", "save", "chart", "page", "first", "last"],
            [
                "… | to csv|tsv|json|jsonl|md|html|vertical|list|table      another format",
                "… | save \"file.csv\"      to a file, whole or not at all; the format follows the name",
                "… | first 5 · … | last 5 · … | count · … | page · … | chart bar FIELD",
            ]
        ),
        (
            ["set", "update", "delete", "add"],
            [
                "set ROWS field = value, …             of one row or a list: @1, $lead, (find leads where …)",
                "update ENTITY where … set field = …   the values are over the row: score = score + 5",
                "delete ROWS | delete ENTITY where …   with what hangs on them; `all ENTITY` for every row",
                "add ENTITY {field: value, …}          a new row; it is what the statement gives",
                "add note to ROWS \"text\" [type call]   a new row for each",
                "… | set … · … | delete                of the rows before the |",
                "     [because \"why\"] is kept in the journal; preview STATEMENT shows and changes nothing",
                "  set @1 phone = \"(480) 555-0156\", status = CONTACTED",
                "  update leads where city = \"Mesa\" and score < 20 set temperature = DEAD",
            ]
        ),
        (
            ["transaction", "preview", "dry", "allow"],
            [
                "transaction { … }       all of it or nothing; in the shell also begin, commit, rollback",
                "preview STATEMENT, dry run { … }   counts and shows changes, makes none",
                "allow update 5_000, delete 10, add 200, spend $25, send 200   at a script's top: its ceilings",
            ]
        ),
        (
            ["let", "view"],
            [
                "let NAME = PIPELINE    which rows is settled now, their fields are read when used: $NAME",
                "view NAME = PIPELINE   asked anew each time",
            ]
        ),
    ]

    private static var overview: [String] {
        let verbs = VerbTable.verbs.filter { $0.run != nil }.map { verb in
            verb.shape.name + String(repeating: " ", count: max(1, 10 - verb.shape.name.count)) + verb.summary
        }
        return [
            "Ask:    find leads where score > 70 | select owner_name, score | save \"hot.csv\"",
            "        count leads by temperature · exists leads where … · sql \"select …\"",
            "Change: set @1 status = CONTACTED · update leads where … set … · delete … · add …",
            "        preview … · history · undo · begin, commit, rollback",
            "Look:   describe · describe leads · explain find … · show @3 ($_ is the last result)",
            "Words:  help find, help set, help sql, help to, help let, help explain",
            "",
        ] + verbs + [
            "",
            "cvx explain E203 says what a diagnostic means; cvx check, cvx fmt and cvx test look after scripts.",
        ]
    }
}
