import CvxTestSupport
import Foundation

/// An editor: it talks to `cvx lsp` over pipes.
final class LanguageClient {
    struct Failure: Error { var message: String }

    private let process = Process()
    private let toServer = Pipe()
    private let fromServer = Pipe()
    private var buffer = Data()
    private var nextID = 1
    /// Notifications that came while an answer was awaited.
    private var notifications: [[String: Any]] = []

    init(folder: String, arguments: [String] = []) throws {
        process.executableURL = URL(fileURLWithPath: PseudoTerminal.products + "/cvx")
        process.arguments = ["lsp"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "TZ": "UTC"]
        process.standardInput = toServer
        process.standardOutput = fromServer
        try process.run()
        try fromServer.fileHandleForWriting.close()
    }

    deinit {
        try? toServer.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
    }

    /// With the first exchange done.
    static func started(folder: String) throws -> LanguageClient {
        let client = try LanguageClient(folder: folder)
        _ = try client.ask(
            "initialize", ["processId": NSNull(), "rootUri": NSNull(), "capabilities": [String: Any]()])
        try client.tell("initialized", [:])
        return client
    }

    // MARK: Writing

    func sendRaw(_ text: String) throws {
        try toServer.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }

    func send(_ message: [String: Any]) throws {
        let body = try JSONSerialization.data(withJSONObject: message)
        try sendRaw("Content-Length: \(body.count)\r\n\r\n")
        try toServer.fileHandleForWriting.write(contentsOf: body)
    }

    func tell(_ method: String, _ parameters: [String: Any]) throws {
        try send(["jsonrpc": "2.0", "method": method, "params": parameters])
    }

    /// The whole answer, with its `result` or `error`.
    func ask(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
        let id = nextID
        nextID += 1
        try send(["jsonrpc": "2.0", "id": id, "method": method, "params": parameters])
        while true {
            let message = try next()
            if message["id"] as? Int == id { return message }
            notifications.append(message)
        }
    }

    // MARK: Reading

    /// The next message, whatever it is.
    func next() throws -> [String: Any] {
        if !notifications.isEmpty, let first = notifications.first {
            if first["id"] == nil || first["id"] is NSNull {
                notifications.removeFirst()
                return first
            }
        }
        return try read()
    }

    private func read() throws -> [String: Any] {
        let end = Data("\r\n\r\n".utf8)
        while true {
            if let mark = buffer.range(of: end) {
                let header = String(decoding: buffer[..<mark.lowerBound], as: UTF8.self)
                guard header.hasPrefix("Content-Length: "), let length = Int(header.dropFirst(16)) else {
                    throw Failure(message: "no header: \(header)")
                }
                let body = buffer[mark.upperBound...]
                if body.count >= length {
                    let message = try JSONSerialization.jsonObject(with: body.prefix(length))
                    buffer = Data(body.dropFirst(length))
                    return message as? [String: Any] ?? [:]
                }
            }
            var wait = pollfd(
                fd: fromServer.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 20_000) > 0 else { throw Failure(message: "no answer") }
            let more = fromServer.fileHandleForReading.availableData
            if more.isEmpty { throw Failure(message: "the server has gone") }
            buffer.append(more)
        }
    }

    /// The diagnostics that come next for a text.
    func diagnostics(_ uri: String) throws -> [[String: Any]] {
        while true {
            let message = try next()
            guard message["method"] as? String == "textDocument/publishDiagnostics",
                let parameters = message["params"] as? [String: Any], parameters["uri"] as? String == uri
            else { continue }
            return parameters["diagnostics"] as? [[String: Any]] ?? []
        }
    }

    // MARK: Texts

    func open(_ uri: String, _ text: String) throws {
        try tell(
            "textDocument/didOpen",
            ["textDocument": ["uri": uri, "languageId": "cvx", "version": 1, "text": text] as [String: Any]])
    }

    func change(_ uri: String, _ text: String, version: Int) throws {
        try tell(
            "textDocument/didChange",
            [
                "textDocument": ["uri": uri, "version": version] as [String: Any],
                "contentChanges": [["text": text]],
            ])
    }

    func at(_ uri: String, _ line: Int, _ character: Int) -> [String: Any] {
        ["textDocument": ["uri": uri], "position": ["line": line, "character": character]]
    }

    /// The process's exit code after `shutdown` and `exit`, or after its input has ended.
    func leave(politely: Bool) throws -> Int32 {
        if politely { _ = try ask("shutdown", [:]) }
        if politely { try tell("exit", [:]) } else { try toServer.fileHandleForWriting.close() }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
