import Glibc

/// The statements of earlier sessions, one JSON object a line, shared by all sessions of a user.
///
/// Statements are appended under a lock the moment they have run, so sessions side by side lose nothing.
/// A file that cannot be written costs one warning, never the session.
package final class HistoryFile {
    /// Statements that are kept.
    package static let capacity = 10_000

    package let path: String
    /// Takes secrets out of a statement before it is kept.
    package var redact: (String) -> String = { $0 }
    /// Called at most once, with what is wrong.
    package var warn: (String) -> Void = { _ in }
    private var hasWarned = false

    package init(path: String) { self.path = path }

    /// `$XDG_STATE_HOME/cvx/history.jsonl`, by default under ~/.local/state; nil where there is no home.
    package static var userPath: String? {
        func value(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        if let state = value("XDG_STATE_HOME") { return state + "/cvx/history.jsonl" }
        return value("HOME").map { $0 + "/.local/state/cvx/history.jsonl" }
    }

    /// What is kept of a statement: nothing where it is empty or begins with a blank.
    package func kept(_ statement: String) -> String? {
        if statement.hasPrefix(" ") || statement.allSatisfy(\.isWhitespace) { return nil }
        var text = redact(statement)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// Keeps a statement, unless it is one that is not kept.
    package func append(_ statement: String, workspace: String, status: Int32) {
        guard let text = kept(statement) else { return }
        let record = HistoryRecord(statement: text, time: Self.now(), workspace: workspace, status: status)
        makeFolder()
        guard let file = openLocked(O_WRONLY | O_APPEND | O_CREAT) else { return complain() }
        defer { close(file) }
        if !Self.writeAll(file, Array(record.line.utf8)) { complain() }
    }

    /// All records, oldest first, each statement once at its latest place; lines that make no sense are
    /// passed over.
    package func load() -> [HistoryRecord] {
        guard let file = openLocked(O_RDONLY) else {
            if errno != ENOENT { complain() }
            return []
        }
        let bytes = Self.readAll(file)
        close(file)
        let lines = bytes.split(separator: 10)
        var seen: Set<String> = []
        var records: [HistoryRecord] = []
        for line in lines.reversed() where records.count < Self.capacity {
            guard let record = HistoryRecord(line: line), seen.insert(record.statement).inserted else {
                continue
            }
            records.append(record)
        }
        records.reverse()
        if lines.count > 2 * Self.capacity { compact() }
        return records
    }

    /// Keeps the newest lines only. Under the lock, and in place: others hold the file by its inode.
    private func compact() {
        guard let file = openLocked(O_RDWR) else { return }
        defer { close(file) }
        let lines = Self.readAll(file).split(separator: 10).suffix(Self.capacity)
        let temporary = path + ".\(getpid())"
        let copy = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard copy >= 0 else { return }
        defer { close(copy) }
        if Self.writeAll(copy, Array(lines.joined(separator: [10])) + [10]), fsync(copy) == 0 {
            rename(temporary, path)
        } else {
            unlink(temporary)
        }
    }

    private func openLocked(_ flags: Int32) -> Int32? {
        while true {
            let file = open(path, flags | O_CLOEXEC, 0o600)
            guard file >= 0 else { return nil }
            guard flock(file, LOCK_EX) == 0 || errno != EINTR else {
                close(file)
                continue
            }
            // Another session may have put a shorter file in its place while this one waited.
            var held = stat()
            var named = stat()
            if fstat(file, &held) == 0, stat(path, &named) == 0, held.st_ino == named.st_ino { return file }
            close(file)
            if access(path, F_OK) != 0, flags & O_CREAT == 0 { return nil }
        }
    }

    private func makeFolder() {
        let parts = path.split(separator: "/").dropLast()
        var folder = ""
        for part in parts {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
    }

    private func complain() {
        let reason = String(cString: strerror(errno))
        if !hasWarned { warn("history is not kept: \(path): \(reason)") }
        hasWarned = true
    }

    private static func readAll(_ file: Int32) -> [UInt8] {
        var info = stat()
        guard fstat(file, &info) == 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
            while count < buffer.count {
                let got = read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                count += got
            }
        }
    }

    private static func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    private static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
