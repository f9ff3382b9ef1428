// E1xx: the text is not a program.
extension DiagnosticCode {
    var syntaxExplanation: String {
        switch self {
        case .unexpectedToken:
            #"""
            A word or sign stands where the grammar has no place for it. The caret is under it;
            what was expected, or how cvx says what was probably meant, is beside the caret.
              wrong: find leads where score > 70 && is_probate
              right: find leads where score > 70 and is_probate
            """#
        case .unexpectedCharacter:
            #"""
            A character that means nothing in cvx: a typographic quote, an unusual space, a control character.
            Text copied from a word processor or a web page often has them.
              wrong: find leads where owner_name = “Ann”
              right: find leads where owner_name = "Ann"
            """#
        case .unterminatedString:
            #"""
            Text was opened with a quote and not closed on the same line.
            Only text in three quotes goes over several lines.
              wrong: save "hot.csv
              right: save "hot.csv"
            """#
        case .unclosedBracket:
            #"""
            A `(`, `[` or `{` has no partner. The error stands where the partner was missed;
            a label shows where the bracket was opened.
              wrong: find leads where (score > 70 or is_probate
              right: find leads where (score > 70 or is_probate)
            """#
        case .badNumber:
            #"""
            A number that cannot be read or does not fit. Whole numbers have 64 bits; amounts are exact
            to a hundredth of a cent. `_` separates thousands; `k`, `m`, `b` belong to amounts of money.
              wrong: where equity > 250k
              right: where equity > $250k
            """#
        case .badDate:
            #"""
            A date that does not exist, or is written another way than year-month-day.
              wrong: where created > 2025-9-1
              right: where created > 2025-09-01
            """#
        case .ambiguousDuration:
            #"""
            `5m` could be five minutes or five months, so it is neither.
              wrong: wait 5m
              right: wait 5min
                     find leads since 5mo ago
            """#
        case .badEscape:
            #"""
            A `\` in text is followed by something that is not an escape.
            Escapes are \n \t \" \\ \$ and \u{…}. In '…' a `\` is only a `\`.
              wrong: where owner_name matches "\d+"
              right: where owner_name matches '\d+'
            """#
        case .invalidUTF8:
            #"""
            The source holds a NUL byte or bytes that are not UTF-8: it is no text, or text in an older encoding.
            Convert it and try again.
              wrong: a script saved as Latin-1 or UTF-16
              right: iconv -f latin1 -t utf-8 old.cvx > new.cvx
            """#
        case .nestingTooDeep:
            #"""
            Brackets, blocks or operators are nested more than 200 levels deep, or one chain of operators is
            longer than 400 steps. Chains of `and` and `or` may be of any length.
              wrong: ((((… 300 of them …))))
              right: let part = …
                     let whole = $part + …
            """#
        case .conditionRequired:
            #"""
            `update` and `delete` change rows for good, so they never mean every row by silence.
            Say which rows, or say `all`.
              wrong: delete leads
              right: delete leads where temperature = DEAD
                     delete all leads
            """#
        case .repeatedClause:
            #"""
            A query has each clause once; which of two would hold could only be guessed.
            After a `|` the same clause may come again.
              wrong: find leads where score > 70 where is_probate
              right: find leads where score > 70 and is_probate
            """#
        case .comparisonChain:
            #"""
            Comparisons do not chain: `1 < score < 5` would compare a yes-or-no with 5.
              wrong: find leads where 50 < score < 80
              right: find leads where 50 < score and score < 80
                     find leads where score between 50 and 80
            """#
        case .reservedWord:
            #"""
            A few words hold in every expression (and, or, not, in, is, like, null, where, today …)
            and so cannot name a variable, or stand for a field as they are.
              wrong: let where = 5
              right: let place = 5
                     find leads where `where` = 5
            """#
        case .notSupportedYet:
            #"""
            The text is correct, but this version of cvx cannot do it.
            The help line names another way where there is one.
            """#
        case .expectedExpression:
            #"""
            A value is missing: after an operator, a comma, or a word such as `where`.
              wrong: find leads where score >
              right: find leads where score > 70
            """#
        case .expectedName:
            #"""
            A name is missing, or something stands in its place that is not a name.
            Where something is declared its name has no `$`; where it is used it has one.
              wrong: let $hot = find leads where temperature = HOT
              right: let hot = find leads where temperature = HOT
            """#
        case .wrongPlace:
            #"""
            The word is right, its place is not: `by` without `count`, a clause with nothing before it,
            a query in an expression without parentheses.
              wrong: assert exists leads where score > 70
              right: assert (exists leads where score > 70)
            """#
        case .sourceTooLarge:
            #"""
            A source of more than 64 MB is not read. Data belongs in a file of its own.
              wrong: a script with a million `add` lines
              right: import leads from "leads.csv"
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
