private import CSQLite
private import CvxDomain
private import FoundationEssentials

/// Makes stores of SQL that somebody wrote, for tests: a line `-- store: prisma` says whose the statements after it are.
package enum SQLFixture {
    package struct Failure: Error {
        /// Of the file, from 1: where the part begins that failed.
        package var line: Int
        package var message: String
        package var help: String
    }

    private static let mark = "-- store:"

    /// - Parameter directory: the workspace; its stores are made where they are missing.
    package static func run(_ text: String, in directory: String) throws(Failure) {
        var role: StoreRole?
        var part = ""
        var start = 1
        let lines = text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            guard line.hasPrefix(mark) else {
                part += line + "\n"
                continue
            }
            try run(part, role, line: start, directory)
            let name = line.dropFirst(mark.count).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            role = StoreRole(rawValue: name)
            (part, start) = ("", number + 1)
            guard role != nil else { throw failure(start, "there is no store `\(name)`") }
        }
        try run(part, role, line: start, directory)
    }

    private static func run(_ sql: String, _ role: StoreRole?, line: Int, _ directory: String) throws(Failure)
    {
        let isEmpty = sql.split(separator: "\n").allSatisfy {
            let text = $0.drop(while: \.isWhitespace)
            return text.isEmpty || text.hasPrefix("--")
        }
        guard !isEmpty else { return }
        guard let role else { throw failure(line, "these statements belong to no store") }
        let path = directory + "/" + role.defaultPath
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            if role.isOwn {
                sqlite3_close_v2(
                    try OwnSchema.records.open(path, writing: true, busyTimeout: 5_000).connection)
            }
            try execute(sql, path)
        } catch {
            throw Failure(
                line: line, message: (error as? CreationError)?.reason ?? "\(error)",
                help: "this is what SQLite says of the statements for \(role.rawValue)")
        }
    }

    private static func execute(_ sql: String, _ path: String) throws(CreationError) {
        var opened: OpaquePointer?
        defer { sqlite3_close_v2(opened) }
        var code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
        if code == SQLITE_OK { code = sqlite3_exec(opened, sql, nil, nil, nil) }
        guard code == SQLITE_OK else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            throw .sqlite(path: path, code: code, message: message)
        }
    }

    private static func failure(_ line: Int, _ message: String) -> Failure {
        let names = StoreRole.allCases.map { "`\(mark) \($0.rawValue)`" }.joined(separator: ", ")
        return Failure(line: line, message: message, help: "a line of its own says which: \(names)")
    }
}

extension CreationError {
    /// SQLite's own words, else the whole.
    fileprivate var reason: String {
        if case .sqlite(_, _, let message) = self { message } else { description }
    }
}
