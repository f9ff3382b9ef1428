internal import CHTTPServer
internal import CvxDomain
internal import CvxServices
internal import Glibc

/// Serves on 127.0.0.1 on the thread that runs it: everything here happens one after the other.
package final class SandboxServer {
    package struct Problem: Error, CustomStringConvertible {
        package var description: String
    }

    private let services: [any SandboxService]
    private var server: OpaquePointer?
    /// Answers that wait for their time, the next one last.
    private var waiting: [(due: Int64, exchange: OpaquePointer, reply: SandboxReply)] = []

    /// - Parameter port: 0: any that is free
    /// - Throws: `Problem` where there is no library to serve with, or the port is taken
    package init(port: UInt16, services: [any SandboxService]) throws {
        self.services = services
        if let problem = cvx_server_load("libmicrohttpd.so.12") {
            throw Problem(
                description:
                    "the sandbox serves with libmicrohttpd, which cannot be loaded (\(String(cString: problem))); on Debian `apt-get install libmicrohttpd12` brings it"
            )
        }
        let context = Unmanaged.passUnretained(self).toOpaque()
        server = cvx_server_open(
            port,
            { context, exchange in
                guard let context, let exchange else { return }
                Unmanaged<SandboxServer>.fromOpaque(context).takeUnretainedValue().handle(exchange)
            }, context)
        if server == nil {
            throw Problem(description: "port \(port) of 127.0.0.1: \(String(cString: strerror(errno)))")
        }
    }

    package var port: UInt16 { server.map(cvx_server_port) ?? 0 }

    /// Serves until the process ends.
    package func run() -> Never {
        while true {
            let now = Self.now()
            while let next = waiting.last, next.due <= now {
                waiting.removeLast()
                send(next.reply, on: next.exchange)
            }
            cvx_server_turn(server, min(waiting.last.map { $0.due - now } ?? .max, 1_000_000_000))
        }
    }

    private func handle(_ exchange: OpaquePointer) {
        var count = 0
        let bytes = cvx_exchange_body(exchange, &count)
        let request = SandboxRequest(
            String(cString: cvx_exchange_method(exchange)), String(cString: cvx_exchange_path(exchange)),
            body: Array(UnsafeRawBufferPointer(start: bytes, count: count)),
            header: { name in cvx_exchange_header(exchange, name).map { String(cString: $0) } })
        let now = Self.now()
        let reply = answer(request, now)
        if reply.delay <= 0 { return send(reply, on: exchange) }
        let due = now + reply.delay
        // Most are due after all others.
        let place = waiting.firstIndex { $0.due <= due } ?? waiting.endIndex
        waiting.insert((due, exchange, reply), at: place)
    }

    private func answer(_ request: SandboxRequest, _ now: Int64) -> SandboxReply {
        for service in services {
            if let reply = service.answer(request, now: now) { return reply }
        }
        return .json(
            404, ["status": ["code": 404, "text": "Not Found", "message": "there is nothing here"]])
    }

    private func send(_ reply: SandboxReply, on exchange: OpaquePointer) {
        for header in reply.headers { cvx_exchange_add_header(exchange, header.name, header.value) }
        let status = UInt32(reply.status)
        switch reply.manner {
        case .whole: cvx_exchange_answer(exchange, status, reply.body, reply.body.count, reply.body.count)
        case .half: cvx_exchange_answer(exchange, status, reply.body, reply.body.count, reply.body.count / 2)
        case .cut: cvx_exchange_drop(exchange)
        case .flood(let size): cvx_exchange_flood(exchange, status, UInt64(size))
        }
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
