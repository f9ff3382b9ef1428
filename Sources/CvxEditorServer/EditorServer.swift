import CvxCommands
import CvxDomain
import CvxLanguage
package import CvxRender
import Glibc

/// A server of the Language Server Protocol over two streams. One thread answers requests in their order; texts that
/// were changed are checked when nothing else is waiting.
package final class EditorServer {
    let host: ServerHost
    private let input: Int32
    private let output: any ByteOutput
    var documents: [String: Document] = [:]
    /// By the folder of the texts.
    private var workspaces: [String: ServerWorkspace] = [:]
    /// Texts whose diagnostics are owed.
    private var unchecked: Set<String> = []
    private var state = State.new

    private enum State { case new, running, ending }

    /// Milliseconds of quiet before texts are checked: nobody wants to read about half a word.
    static let quiet: Int32 = 100

    package init(host: ServerHost, input: Int32, output: any ByteOutput) {
        self.host = host
        self.input = input
        self.output = output
    }

    /// Serves until `exit`, or until nobody is there. The process's exit code.
    package func run() throws -> Int32 {
        var framing = MessageFraming()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            while let frame = framing.next() {
                switch frame {
                case .message(let bytes): if let code = try read(bytes) { return code }
                case .fault(let what): try fail(nil, RemoteError(.invalidRequest, what))
                }
            }
            var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let ready = poll(&wait, 1, unchecked.isEmpty ? -1 : Self.quiet)
            if ready == 0 {
                try checkAll()
                continue
            }
            let count = block.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // The editor has gone.
            guard count > 0 else { return state == .ending ? 0 : 1 }
            framing.append(block[..<count])
        }
    }

    // MARK: Messages

    /// An exit code where the message ends the process.
    private func read(_ bytes: [UInt8]) throws -> Int32? {
        let value: JSONValue
        do {
            value = try JSONValue.read(bytes)
        } catch {
            try fail(nil, RemoteError(.parseError, "this message is not JSON"))
            return nil
        }
        guard let message = RemoteMessage(value) else {
            // An answer to a question that was never asked is nothing to talk about.
            if value["method"] == nil, value["id"] != nil { return nil }
            try fail(nil, RemoteError(.invalidRequest, "this message is no request"))
            return nil
        }
        if message.method == "exit" { return state == .ending ? 0 : 1 }
        guard let id = message.id else {
            if state == .running { try take(message) }
            return nil
        }
        do throws(RemoteError) {
            try send(["jsonrpc": "2.0", "id": id, "result": try answer(message)])
        } catch {
            try fail(id, error)
        }
        return nil
    }

    private func answer(_ message: RemoteMessage) throws(RemoteError) -> JSONValue {
        switch (state, message.method) {
        case (.new, "initialize"):
            state = .running
            return Self.capabilities(version: host.version)
        case (.new, _): throw RemoteError(.notInitialized, "`initialize` comes first")
        case (.ending, _): throw RemoteError(.invalidRequest, "after `shutdown` there is only `exit`")
        case (.running, "initialize"): throw RemoteError(.invalidRequest, "`initialize` has been answered")
        case (.running, "shutdown"):
            state = .ending
            return .null
        case (.running, "textDocument/completion"): return try complete(message.parameters)
        case (.running, "textDocument/hover"): return try hover(message.parameters)
        case (.running, "textDocument/definition"): return try define(message.parameters)
        case (.running, "textDocument/prepareRename"): return try prepareRename(message.parameters)
        case (.running, "textDocument/rename"): return try rename(message.parameters)
        case (.running, "textDocument/formatting"): return try format(message.parameters)
        case (.running, "textDocument/documentSymbol"): return try symbols(message.parameters)
        case (.running, let method): throw RemoteError(.methodNotFound, "there is no method \(method)")
        }
    }

    /// Takes a notification; one that is unknown or makes no sense is passed over.
    private func take(_ message: RemoteMessage) throws {
        let document = message.parameters["textDocument"]
        guard let uri = document?["uri"]?.string else { return }
        let version = document?["version"]?.int
        switch message.method {
        case "textDocument/didOpen":
            guard let text = document?["text"]?.string else { return }
            forgetWorkspaces()
            documents[uri] = Document(uri: uri, text: text, version: version, shapes: VerbTable.shapes)
            unchecked.insert(uri)
        case "textDocument/didChange":
            // The whole text each time, as was agreed.
            guard let change = message.parameters["contentChanges"]?.array?.last, change["range"] == nil,
                let text = change["text"]?.string, let open = documents[uri]
            else { return }
            open.change(text, version: version)
            unchecked.insert(uri)
        case "textDocument/didSave":
            forgetWorkspaces()
            unchecked.formUnion(documents.keys)
        case "textDocument/didClose":
            documents[uri] = nil
            unchecked.remove(uri)
            try publish(uri, version: nil, [])
        default: break
        }
    }

    func send(_ message: JSONValue) throws(RemoteError) {
        do {
            let body = try message.written()
            try output.write("Content-Length: \(body.count)\r\n\r\n")
            try body.withUnsafeBytes { try output.write($0) }
        } catch {
            throw RemoteError(.internalError, "\(error)")
        }
    }

    private func fail(_ id: JSONValue?, _ error: RemoteError) throws {
        try send([
            "jsonrpc": "2.0", "id": id ?? .null,
            "error": ["code": .int(error.code.rawValue), "message": .string(error.message)],
        ])
    }

    // MARK: Workspaces and checks

    /// Stores may have changed since.
    private func forgetWorkspaces() {
        workspaces = [:]
        for document in documents.values { document.checked = nil }
    }

    /// The workspace of a text, and what is wrong with it where the documented schemas stand in for it.
    func workspace(of document: Document) -> (workspace: ServerWorkspace, fault: Diagnostic?) {
        let folder = document.path.map(FileAddress.folder)
        if let known = workspaces[folder ?? ""] { return (known, nil) }
        let catalog = DocumentedCatalog()
        let documented = ServerWorkspace(folder: nil, catalog: catalog, schema: CatalogSchema(catalog))
        do {
            let found = try folder.flatMap { try host.workspace($0) } ?? documented
            workspaces[folder ?? ""] = found
            return (found, nil)
        } catch {
            return (documented, diagnosis(error))
        }
    }

    func diagnosis(_ error: any Error) -> Diagnostic {
        (error as? Diagnostic) ?? host.diagnose(error) ?? Diagnostic(.storeUnreadable, "\(error)")
    }

    private func checkAll() throws {
        for uri in unchecked.sorted() {
            guard let document = documents[uri] else { continue }
            try publish(uri, version: document.version, diagnostics(document))
        }
        unchecked = []
    }

    func publish(_ uri: String, version: Int?, _ diagnostics: [JSONValue]) throws {
        var parameters: [String: JSONValue] = ["uri": .string(uri), "diagnostics": .array(diagnostics)]
        if let version { parameters["version"] = .int(version) }
        try send([
            "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": .object(parameters),
        ])
    }
}
