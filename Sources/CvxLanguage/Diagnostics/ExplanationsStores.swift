// S7xx: stores and files.
extension DiagnosticCode {
    var storeExplanation: String {
        switch self {
        case .noWorkspace:
            #"""
            Neither this folder nor one above it holds prisma/dev.db, data/leadflow.db or data/skip_trace.db.
              wrong: cvx, in an empty folder
              right: cvx -w DIR
                     cvx init DIR --sample
            """#
        case .storeMissing:
            #"""
            The statement needs a store whose file is not there.
              wrong: find phones, without data/skip_trace.db
              right: cvx --skip-trace PATH
            """#
        case .storeUnreadable:
            #"""
            The store's file is there but may not be read, or lies on a disk that fails.
              wrong: a file of another user
              right: check the owner and mode with ls -l
            """#
        case .notADatabase:
            #"""
            The file is not an SQLite database; perhaps it is empty, encrypted or something else.
              wrong: cvx --prisma notes.txt
              right: cvx --prisma prisma/dev.db
            """#
        case .storeCorrupt:
            #"""
            SQLite found the file damaged. Keep a copy of it before anything else;
            then restore a backup or try `sqlite3 FILE .recover`.
            """#
        case .storeBusy:
            #"""
            Another program held the store longer than the lock time-out. Nothing was changed; try again.
            The exit code is 75.
              right: cvx --lock-timeout 30s
            """#
        case .storeReadOnly:
            #"""
            The store was opened to read only, by `--read-only`, its file's mode or its folder's.
              wrong: cvx --read-only -c 'set @1 phone = …'
              right: leave out --read-only, or change the file's mode
            """#
        case .nothingKnown:
            #"""
            The file is a database, but holds no table that cvx knows.
              wrong: cvx --prisma cookies.db
              right: cvx --prisma prisma/dev.db
            """#
        case .fileUnreadable:
            #"""
            A file to import or a script cannot be read.
              wrong: import leads from "missing.csv"
              right: check the name; it is taken from the current folder
            """#
        case .fileUnwritable:
            #"""
            A file cannot be written: its folder is missing or may not be written to.
              wrong: save "/root/x.csv"
              right: save "x.csv"
            """#
        case .diskFull:
            #"""
            The disk is full. The change was rolled back, a file that was being saved is not replaced.
            """#
        case .sqlFailed:
            #"""
            SQLite refused a statement. With `sql` its own message follows; elsewhere it is a fault of cvx to report.
              wrong: sql "selct 1"
              right: sql "select 1"
            """#
        case .badSettings:
            #"""
            A settings file is not written as TOML is: `[section]`, then `key = value` on a line each,
            text in quotes. Nothing ran; the line is given.
              wrong: prisma: prisma/dev.db
              right: prisma = "prisma/dev.db"
            """#
        case .unknownSetting:
            #"""
            A settings file has a section or a key that cvx does not know; a mistyped one would be ignored
            in silence otherwise. Secrets are never settings: name a variable or a file that holds them.
              wrong: [store]
              right: [stores]
            """#
        case .settingType:
            #"""
            A setting's value is of another kind: text goes in quotes, numbers and true or false do not,
            and lengths of time are text as the language writes them.
              wrong: timeout = 15
              right: timeout = "15s"
            """#
        case .settingValue:
            #"""
            A setting has a value that it cannot have, or lacks one that it needs: a zone that does not exist,
            a price below zero, `kind = "sendmail"` without its command. Variables (`CVX_TIME_ZONE`) count too.
              wrong: time_zone = "Phoenix"
              right: time_zone = "America/Phoenix"
            """#
        case .badTestFile:
            #"""
            A file of script tests is not written as one: settings (`workspace: sample 300`), then tests, each with
            `==== title`, a script, `----` and what it writes.
              wrong: == count
              right: ==== count
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
