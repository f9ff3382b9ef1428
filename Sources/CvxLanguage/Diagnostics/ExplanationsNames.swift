// E2xx: a name that means nothing here.
extension DiagnosticCode {
    var nameExplanation: String {
        switch self {
        case .unknownEntity:
            #"""
            There is no entity of this name. `show entities` or completion lists them: leads, notes, calls …
              wrong: find houses
              right: find leads
            """#
        case .unknownField:
            #"""
            The entity has no field of this name. Case and `_` do not matter: `ownerName` is `owner_name`.
            `describe leads` lists the fields.
              wrong: find leads where scor > 70
              right: find leads where score > 70
            """#
        case .unknownVariable:
            #"""
            No `let`, parameter, loop or `catch` before this place declares the variable.
            Variables keep case: `$Hot` is not `$hot`.
              wrong: $hott | count
              right: $hot | count
            """#
        case .unknownEnumValue:
            #"""
            Opposite a field with a fixed vocabulary a bare word must be one of its values.
            For a field of that name write `.name`.
              wrong: find leads where temperature = HTO
              right: find leads where temperature = HOT
            """#
        case .unknownVerb:
            #"""
            A statement, or a stage after `|`, starts with a word that is no verb. `help` lists the verbs.
              wrong: fnd leads
              right: find leads
            """#
        case .unknownFunction:
            #"""
            There is no function of this name, built in or by `def` before this place.
              wrong: select summ(value)
              right: select sum(value)
            """#
        case .unknownHome:
            #"""
            Before the dot of an entity stands a store: prisma, leadflow or skip_trace.
              wrong: find prism.leads
              right: find prisma.leads
            """#
        case .unknownOption:
            #"""
            The verb has no option of this name. `help VERB` lists what it has.
              wrong: skiptrace @1 usin batchdata
              right: skiptrace @1 using batchdata
            """#
        case .unknownFormat:
            #"""
            `to` takes one of the formats table, csv, tsv, json, jsonl, md, html, vertical, list.
              wrong: $hot | to xls
              right: $hot | to csv
            """#
        case .unknownType:
            #"""
            There is no type of this name. Types are int, decimal, text, bool, money, percent, date, datetime,
            duration, an entity in the singular, and lists such as [lead].
              wrong: params { n: integer = 5 }
              right: params { n: int = 5 }
            """#
        case .duplicateName:
            #"""
            The same name is declared twice in one place: a parameter, a column, a definition.
              wrong: find leads | select n: score, n: value
              right: find leads | select score: score, worth: value
            """#
        case .fieldNotInStores:
            #"""
            The catalog knows the field, but no store that is open has a column for it.
            `describe leads` shows where each field comes from.
              wrong: find leads where attom_id is null
              right: describe leads
            """#
        case .entityNotInStores:
            #"""
            The catalog knows the entity, but no store that is open holds it.
            `doctor` shows which stores were found.
              wrong: find campaigns, with leadflow alone
              right: cvx --prisma prisma/dev.db
            """#
        case .ambiguousName:
            #"""
            The name could mean more than one thing here. Say which: `.name` is the row's field,
            `$name` the variable, `prisma.leads` one home.
              wrong: find leads where status = hot
              right: find leads where .status = $hot
            """#
        case .unknownParameter:
            #"""
            The script has no parameter of this name in its `params`. `--help` behind the script lists them.
              wrong: cvx nightly.cvx --min-scor 85
              right: cvx nightly.cvx --min-score 85
            """#
        case .missingParameter:
            #"""
            The parameter has no default, so each run has to give it. One whose type ends in `?` may be left out: it
            is null then.
              wrong: cvx nightly.cvx, with `params { city: text }`
              right: cvx nightly.cvx --city Mesa
            """#
        case .useCircle:
            #"""
            A file uses another that, directly or by way of more files, uses it again. Put what both need into a third.
              wrong: a.cvx: use "b.cvx", and b.cvx: use "a.cvx"
              right: a.cvx and b.cvx: use "common.cvx"
            """#
        case .fixedField:
            #"""
            The field is not for anybody to set: an id, the store a row lives in, a password, what is worked out from
            other fields, or rows of another entity.
              wrong: set @1 id = "x"
              right: set @1 owner_name = "Ana Lee"
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
