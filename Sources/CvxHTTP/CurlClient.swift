internal import CCurl
package import CvxServices
internal import Glibc

/// Requests through libcurl: TLS that is always verified, HTTP/1.1 on connections that stay open, proxies as the
/// environment names them. Redirects are not followed: they would take the key along.
package final class CurlClient: HTTPClient {
    private let multi: UnsafeMutableRawPointer
    private let connections: Int
    private let isHeld: () -> Bool
    /// What libcurl works on, by its handle.
    private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    /// What waits for a connection; its time does not count yet.
    private var queue: [(request: HTTPRequest, tag: Int)] = []
    private var idle: [CurlTransfer] = []
    private var done: [(tag: Int, result: Result<HTTPResponse, HTTPFailure>)] = []

    /// - Parameters:
    ///   - connections: open at a time, at most
    ///   - isHeld: while it is true nothing new is sent
    /// - Throws: where there is no libcurl to use
    package init(connections: Int, isHeld: @escaping () -> Bool = { false }) throws(HTTPFailure) {
        try CurlLibrary.load()
        guard let multi = cvx_multi_open(max(1, connections)) else {
            throw HTTPFailure(.other, "there is no memory for asking a server", mayHaveArrived: false)
        }
        self.multi = multi
        self.connections = max(1, connections)
        self.isHeld = isHeld
    }

    deinit {
        for handle in active.keys { cvx_multi_remove(multi, handle) }
        active = [:]
        idle = []
        cvx_multi_close(multi)
    }

    package var inFlight: Int { active.count + queue.count + done.count }

    package func start(_ request: HTTPRequest, tag: Int) {
        guard active.count < connections, !isHeld() else { return queue.append((request, tag)) }
        do throws(HTTPFailure) {
            let transfer = if let used = idle.popLast() { used } else { try CurlTransfer() }
            try transfer.prepare(request, tag: tag)
            guard cvx_multi_add(multi, transfer.handle) == CURLM_OK else {
                throw HTTPFailure(.other, "the request cannot be started", mayHaveArrived: false)
            }
            active[transfer.handle] = transfer
        } catch {
            done.append((tag, .failure(error)))
        }
    }

    package func wait(milliseconds: Int) -> [(tag: Int, result: Result<HTTPResponse, HTTPFailure>)] {
        let end = Self.now() + milliseconds
        while true {
            fill()
            if !active.isEmpty {
                _ = cvx_multi_perform(multi)
                collect()
            }
            let left = end - Self.now()
            if !done.isEmpty || active.isEmpty || left <= 0 { break }
            _ = cvx_multi_poll(multi, Int32(clamping: left))
        }
        // The next ones are under way while the caller looks at these.
        if fill() { _ = cvx_multi_perform(multi) }
        defer { done = [] }
        return done
    }

    package func takeBack() -> [Int] {
        defer { queue = [] }
        return queue.map(\.tag)
    }

    package func cancelAll() {
        for (handle, transfer) in active {
            cvx_multi_remove(multi, handle)
            done.append((transfer.tag, .failure(transfer.cancelled)))
            idle.append(transfer)
        }
        active = [:]
        done += queue.map {
            ($0.tag, .failure(HTTPFailure(.other, "the request was called off", mayHaveArrived: false)))
        }
        queue = []
    }

    /// Whether there was a place for one that waits.
    @discardableResult private func fill() -> Bool {
        var taken = 0
        while active.count < connections, taken < queue.count, !isHeld() {
            start(queue[taken].request, tag: queue[taken].tag)
            taken += 1
        }
        queue.removeFirst(taken)
        return taken > 0
    }

    private func collect() {
        var code = CURLE_OK
        while let handle = cvx_multi_done(multi, &code) {
            cvx_multi_remove(multi, handle)
            guard let transfer = active.removeValue(forKey: handle) else { continue }
            done.append((transfer.tag, transfer.result(code)))
            idle.append(transfer)
        }
    }

    /// Milliseconds of a clock that nobody sets.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
