// E4xx, P6xx and W8xx: what a program may do.
extension DiagnosticCode {
    var effectExplanation: String {
        switch self {
        case .effectNotAllowed:
            #"""
            A script states at its top what it may do: update, delete, spend, send, each with a ceiling.
            This statement could do something that is not stated. Nothing ran.
              wrong: skiptrace $lead using batchdata
              right: allow spend $25
                     skiptrace $lead using batchdata max cost $5
            """#
        case .readOnlySQL:
            #"""
            `sql` reads. Changes go through update, delete and add, which are counted, journaled and undoable.
              wrong: sql "delete from leads where lead_score < 5"
              right: delete leads where score < 5
            """#
        case .outsideInTransaction:
            #"""
            A transaction is all or nothing, and money that is spent or a message that is sent cannot be taken back
            when it fails.
              wrong: transaction { skiptrace $lead using batchdata }
              right: skiptrace $lead using batchdata, then transaction { … }
            """#
        case .refused:
            #"""
            A rule or permission forbids it: a do-not-call mark, quiet hours, a budget, a read-only session.
            `why @3` says everything that stands between a lead and a contact.
              wrong: a message to a number that opted out
              right: why @3
            """#
        case .caseWouldMatch:
            #"""
            No row matched, but some would in another case. `=` is exact; `=~` ignores case.
              wrong: find leads where city = "phoenix"
              right: find leads where city =~ "phoenix"
            """#
        case .unusedVariable:
            #"""
            A variable is declared and never used: perhaps its name is mistyped where it should be.
              wrong: let hot = …, then $hott
              right: let hot = …, then $hot
            """#
        case .storeSkipped:
            #"""
            A store could not be read and the answer lacks its rows. `doctor` says why.
              wrong: find leads, with data/leadflow.db damaged
              right: cvx doctor
            """#
        case .unreachable:
            #"""
            The statement before it leaves the block, always, so this never runs.
              wrong: fail "no leads", then print "done"
              right: if count($hot) = 0 { fail "no leads" }, then print "done"
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
