// R5xx: found while running.
extension DiagnosticCode {
    var runtimeExplanation: String {
        switch self {
        case .cardinality:
            #"""
            `find one` found no row, or more than one. The candidates are listed; make the condition finer,
            or ask for `find first` or the whole list.
              wrong: let l = find one leads where city = "Mesa"
              right: let l = find first leads where city = "Mesa" sort by score desc
            """#
        case .noSuchReference:
            #"""
            No row of the last result has this number, or no id starts with these characters.
              wrong: show @99, after a result of 10 rows
              right: find leads where …, then show @3
            """#
        case .ambiguousReference:
            #"""
            More than one id starts with these characters. Type more of them, or the whole id in quotes. Where rows of
            several tables have the same id, as numbers often are, ask for the row: (find one leads where id = "17").
              wrong: show @clx9
              right: show @clx9f2
            """#
        case .arithmetic:
            #"""
            A calculation has no result: a division by zero, or a number that does not fit.
              wrong: select value / 0
              right: select value / (beds ?? 1)
            """#
        case .indexOutOfRange:
            #"""
            The list has no element at this index. The first is 0, the last -1.
              wrong: $hot[99]
              right: $hot | last
            """#
        case .cancelled:
            #"""
            The statement was stopped, by Ctrl-C or a limit of time. It was rolled back;
            what had gone outside before is listed.
            """#
        case .badPattern:
            #"""
            The text after `matches` is not a regular expression. Raw text in '…' keeps its backslashes.
              wrong: where phone matches "(480"
              right: where phone matches '\(480\)'
            """#
        case .noLastResult:
            #"""
            `$_` and `@3` speak of the last result, and there is none yet.
              wrong: @3, as the first line of a session
              right: find leads, then show @3
            """#
        case .conversion:
            #"""
            A text could not be turned into the number, date or phone that was asked of it.
              wrong: int("ten")
              right: int("10")
            """#
        case .assertionFailed:
            #"""
            An `assert` did not hold: its message says what was expected. Nothing after it ran.
              example: assert count($hot) <= 1_000, "too many: ${count($hot)}"
            """#
        case .failed:
            #"""
            The program stopped itself with `fail`; the message is its own.
              example: fail "no leads today"
            """#
        case .changeInvalid:
            #"""
            A value does not fit its field: a score above 100, a phone number that is none, an id that belongs to no
            row, null where the column takes none. It is found before anything is written.
              wrong: set @1 motivation_score = 140
              right: set @1 motivation_score = 100
            """#
        case .nullInCondition:
            #"""
            A variable in the condition of a change is null. That never means "all", nor "those without".
              wrong: update leads where city = $city set status = DEAD, with $city null
              right: update leads where city is null set status = DEAD
            """#
        case .noTransaction:
            #"""
            `commit` and `rollback` end what `begin` began; `begin` does not nest.
              right: begin, then changes, then commit
            """#
        case .cannotUndo:
            #"""
            The entry is not there, was undone before, is past its retention, or never reached the stores.
            `history` lists the entries with their state.
              right: undo 12
            """#
        case .constraintFailed:
            #"""
            A rule of the table itself forbids it: a value that must be unique, a check, a key. All of the statement was
            taken back.
            """#
        case .tooDeep:
            #"""
            Functions call one another more than 10,000 deep, or lists and records nest more than 500 deep:
            mostly something that never ends.
              wrong: def f(n: int) { return f($n - 1) }
              right: def f(n: int) { if $n = 0 { return 0 } return f($n - 1) }
            """#
        case .timedOut:
            #"""
            A script, or a statement of the shell, ran longer than `--timeout` or the settings' `timeout` allow,
            and was interrupted as Ctrl-C does it: what it had begun to change is taken back. The exit code is 130.
              right: cvx --timeout 30min nightly.cvx
            """#
        case .workPaused:
            #"""
            Work that takes many steps stopped before its end: a budget or a day's quota was used up, a provider failed
            too often or refused the key, or somebody pressed Ctrl-C. What was done stays done and nothing is repeated.
              right: batch resume b1k2m3n4p5q6r7
            """#
        case .noSuchWork:
            #"""
            No batch has this id, more than one begins with it, or nothing is left of it to do.
              right: batch list
            """#
        case .noSuchCampaign:
            #"""
            No campaign has this name or id, or several have the name.
              right: find campaigns select id, name, status
            """#
        case .campaignNotReady:
            #"""
            A campaign cannot be sent, changed or set so: its status does not allow it, it goes to nobody, or its message
            cannot be made. Nothing was sent.
              right: campaign show "Spring"
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
