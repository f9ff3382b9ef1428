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
            This SQL does more than ask or change rows: it sets something, changes a schema, or is more than one statement.
            Rows are changed by update, delete and add, or by SQL of one UPDATE, INSERT or DELETE.
              wrong: sql "pragma journal_mode = delete"
              right: update leads where score < 5 set temperature = DEAD
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
        case .notPermitted:
            #"""
            The role of whoever asks lacks the right. `whoami` says who that is, `describe rights` which role may
            what. Nothing was changed.
              wrong: a user runs delete leads where score < 5
              right: delete @3, or ask a manager
            """#
        case .outsideOrganization:
            #"""
            Who belongs to an organization reads and changes what belongs to it and nothing else. Costs, property
            records and tables of unknown programs belong to no organization; SQL cannot be kept inside one.
              wrong: find costs, as somebody of Acme Homes
              right: find leads where skip_trace_cost > $0
            """#
        case .noOrganizations:
            #"""
            These stores have no column that says which organization a row belongs to, so none can be seen alone.
              wrong: use org "Acme Homes", with no organizations in prisma/dev.db
              right: use no org
            """#
        case .unknownPerson:
            #"""
            The name is nobody's in the users table, or several people's. An email or an id is unique; a first name
            may be.
              wrong: login "ana", with two users called Ana
              right: login "ana@example.com"
            """#
        case .doNotCall:
            #"""
            Do-not-call marks and the entries of the house's list stay, whoever sets, imports or traces what. A manager
            takes them off, with a reason, when the person has agreed to be contacted again.
              wrong: set @1 is_dnc = false
              right: dnc remove @1 reason "asked by letter to be called again"
            """#
        case .fixedActor:
            #"""
            A session that was started as somebody of an organization stays that somebody.
              wrong: cvx --as ana, then login "bo"
              right: cvx --as bo
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
            A store cannot be read, and another answered alone: rows of the first are missing, and of rows that both
            have the second's are shown. Said once a session, even with -q. Changes, and questions that name the
            store, are refused in its place. `cvx --strict` and `strict = true` in the settings make it an error.
              right: cvx doctor
            """#
        case .unreachable:
            #"""
            The statement before it leaves the block, always, so this never runs.
              wrong: fail "no leads", then print "done"
              right: if count($hot) = 0 { fail "no leads" }, then print "done"
            """#
        case .ceilingPassed:
            #"""
            The statement would have passed what the script allows at its top, counted over the whole run. It was
            stopped before it changed anything.
              wrong: allow update 100, then a change of 250 rows
              right: allow update 250
            """#
        case .consentNeeded:
            #"""
            The shell would ask before this: it changes more than one row. Nobody can be asked here.
              wrong: cvx -c 'delete leads where status = DEAD'
              right: cvx --yes -c 'delete leads where status = DEAD'
            """#
        case .forbiddenExported:
            #"""
            Numbers or addresses that are not to be called or written to were saved or exported: they opted out, stand
            on the house's or an imported list, or are marked. The rows are in the file, as they may be wanted there;
            whoever calls or writes from it must leave them out. Said with `save`, `-o` and output into a file.
              wrong: find phones | save "calls.csv"
              right: find phones | dnc free | save "calls.csv"
            """#
        case .storeNotice:
            #"""
            Something about a store that a person should know: it was opened in a way that may show old data, or
            work that was cut short was finished.
            """#
        case .startupStatement:
            #"""
            The shell runs a workspace's .cvxrc unasked, and whoever gave you the folder may have written it. So it
            holds `let`, `view` and `def` of queries and expressions, and nothing that changes, writes or sends.
              wrong: delete leads where status = DEAD, in .cvxrc
              right: view stale = find leads where updated < 90 days ago
            """#
        case .startupSkipped:
            #"""
            A start-up file that belongs to another user, or that everybody may write, is not run: it would be
            somebody else's words in your shell. Read it, then make it yours.
              right: chown "$USER" .cvxrc, chmod o-w .cvxrc
            """#
        case .changeSettled:
            #"""
            A change of several files was interrupted between them. The journal knew what was meant, and it is whole or
            absent now: the message says which. Nothing is left to do; `history` shows it.
            """#
        case .providerUnusable:
            #"""
            A provider cannot be asked: the settings do not name it, do not say what a call costs, or the place that
            they name for its key is empty. Nothing was asked and nothing spent.
              right: [providers.batchdata] with price = 0.07 in cvx.toml, and CVX_BATCHDATA_KEY in the environment
            """#
        case .transportUnusable:
            #"""
            A transport cannot send as the settings have it: a program or key that is not there, or no sender.
            Nothing was sent.
              right: [transports.email] kind = "sendmail", command = ["msmtp", "-t"] in cvx.toml
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
