import CSQLite
import CvxDomain
import CvxServices
import CvxStores
import Glibc
import KillVFS

// A process that changes a workspace, to be killed, or to write beside others:
//   JournalProbe change|settle WORKSPACE [STEP [torn]]
//   JournalProbe count WORKSPACE NAME SECONDS
// It prints what it did.

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { exit(2) }
let folder = arguments[2]

func transactions() -> StoreTransactions {
    let stores = WorkspaceStores(StoreConfiguration(paths: WorkspaceLocation(folder: folder).paths))
    return StoreTransactions(stores: stores, journalPath: folder + "/data/cvx.db")
}

func run(_ sql: String, _ connection: OpaquePointer) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
        throw StoreError.translate(
            code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }
}

/// Two entries in one transaction over all four stores, of which our own is not made yet.
func change() throws {
    let it = transactions()
    try it.begin()
    let draft = JournalDraft(actor: "probe", statement: "a change of all stores")
    _ = try it.perform(draft, writing: [.prisma, .leadflow]) {
        try run("UPDATE prisma.Lead SET aiScore = aiScore + 100, ownerName = 'changed'", $0.connection)
        try run("DELETE FROM leadflow.leads WHERE id IN ('l1', 'l2')", $0.connection)
    }
    _ = try it.perform(draft, writing: [.leadflow, .skipTrace, .cvx]) {
        try run("UPDATE leadflow.leads SET lead_score = 7", $0.connection)
        try run("INSERT INTO leadflow.leads VALUES ('l1', 'again', 1), ('added', NULL, 9)", $0.connection)
        try run("UPDATE skip_trace.phones SET phone = phone || '0' WHERE id > 'f100'", $0.connection)
        try run(
            """
            INSERT INTO cvx.tags (id, entity, row_id, tag, created_at)
              SELECT 't' || id, 'leads', id, 'vip', 1 FROM leadflow.leads
            """, $0.connection)
    }
    print("entries \(try it.commit().map(\.id))")
}

/// Adds 1 to a number in two stores until the time is over; each addition is a transaction.
func count(_ name: String, seconds: Int) throws {
    let it = transactions()
    let end = time(nil) + seconds
    var done = 0
    var busy = 0
    while time(nil) < end {
        do {
            _ = try it.perform(
                JournalDraft(actor: name, statement: "count"), writing: [.prisma, .leadflow]
            ) {
                try run("UPDATE prisma.Lead SET aiScore = aiScore + 1 WHERE id = 'p1'", $0.connection)
                try run(
                    "UPDATE leadflow.leads SET lead_score = lead_score + 1 WHERE id = 'l1'", $0.connection)
            }
            done += 1
        } catch let error as StoreError where error.kind == .busy { busy += 1 }
    }
    print("\(done) \(busy)")
}

do {
    switch arguments[1] {
    case "change", "settle":
        let step = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
        guard cvx_kill_vfs_install(step, arguments.count > 4 ? 1 : 0) == SQLITE_OK else { exit(2) }
        if arguments[1] == "change" {
            try change()
        } else {
            for sentence in transactions().settleInterrupted() { print(sentence) }
        }
        print("steps \(cvx_kill_vfs_steps())")
    case "count" where arguments.count == 5: try count(arguments[3], seconds: Int(arguments[4]) ?? 1)
    default: exit(2)
    }
} catch {
    print("error \(error)")
    exit(1)
}
