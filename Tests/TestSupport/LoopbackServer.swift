import Glibc
import Synchronization

/// A server on 127.0.0.1 that says exactly the bytes it is told to, until it is stopped or the process ends.
package final class LoopbackServer: Sendable {
    package enum Reply: Sendable {
        /// Written; the connection stays open for the next request.
        case send(String)
        /// Written, and the connection closed.
        case sendAndClose(String)
        /// Written over and over until the other end has enough.
        case flood(head: String)
        /// Nothing, until the other end closes.
        case hang
    }

    package let port: UInt16
    private let listener: Int32
    private let received = Mutex<[String]>([])
    private let accepted = Atomic(0)

    /// Whole requests, in the order of their coming.
    package var requests: [String] { received.withLock { $0 } }
    /// That were made until now.
    package var connections: Int { accepted.load(ordering: .relaxed) }
    package var url: String { "http://127.0.0.1:\(port)" }

    /// - Parameter reply: by the number of the request, from 0
    package init(reply: @escaping @Sendable (Int) -> Reply) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard code else { throw PseudoTerminal.Failure(description: "no port on 127.0.0.1") }
        port = UInt16(bigEndian: address.sin_port)
        Worker {
            while case let connection = accept(self.listener, nil, nil), connection >= 0 {
                self.accepted.add(1, ordering: .relaxed)
                Worker {
                    self.serve(connection, reply)
                    close(connection)
                }.start()
            }
            // Not before: the number could be another server's by then.
            close(self.listener)
        }.start()
    }

    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32, _ reply: (Int) -> Reply) {
        while let request = Self.request(connection) {
            let number = received.withLock {
                $0.append(request)
                return $0.count - 1
            }
            switch reply(number) {
            case .send(let text):
                Self.write(text, to: connection)
            case .sendAndClose(let text):
                Self.write(text, to: connection)
                return
            case .flood(let head):
                Self.write(head, to: connection)
                let piece = String(repeating: "x", count: 65_536)
                while Self.write(piece, to: connection) { continue }
                return
            case .hang:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 { continue }
                return
            }
        }
    }

    @discardableResult
    private static func write(_ text: String, to connection: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// One request with its body; nil when the other end has closed.
    private static func request(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 {
                let length = parts[0].split(separator: "\r\n").lazy.compactMap { line in
                    line.lowercased().hasPrefix("content-length:")
                        ? Int(line.dropFirst(15).filter(\.isNumber)) : nil
                }.first
                if parts[1].utf8.count >= length ?? 0 { return text }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}

/// A thread of its own, for what waits.
private final class Worker: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Worker>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, context)
        if code == 0 { pthread_detach(thread) }
    }
}
