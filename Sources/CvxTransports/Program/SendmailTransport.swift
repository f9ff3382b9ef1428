package import CvxServices
internal import Glibc

/// Hands each email to a program that takes it as sendmail does: on its standard input, its recipient in its head.
package final class SendmailTransport: Transport {
    package let name: String
    package let isReal = true
    package let width = 4
    package let honoursMessageID = false
    private let command: [String]
    private let composer: EmailComposer
    private let environment: [String: String]
    private let timeout: Int64
    private var running: [(tag: Int, program: RunningProgram, deadline: ContinuousClock.Instant)] = []
    private var done: [(tag: Int, result: SendResult)] = []

    /// - Parameters:
    ///   - command: not empty
    ///   - timeout: milliseconds for one message
    init(command: [String], composer: EmailComposer, environment: [String: String], timeout: Int64) {
        self.command = command
        self.composer = composer
        self.environment = environment
        self.timeout = timeout
        name = (command.first?.split(separator: "/").last).map(String.init) ?? ""
    }

    package var inFlight: Int { running.count + done.count }

    package func start(_ message: OutgoingMessage, tag: Int) {
        do throws(MessageFault) {
            let bytes = try composer.bytes(message)
            do throws(RunningProgram.StartFault) {
                let program = try RunningProgram(command, environment: environment, input: bytes)
                running.append((tag, program, .now + .milliseconds(timeout)))
            } catch {
                let reason = error.description
                done.append((tag, error.isPassing ? .failed(reason, after: nil) : .stopped(reason)))
            }
        } catch {
            done.append((tag, .refused(error.reason)))
        }
    }

    package func wait(milliseconds: Int) -> [(tag: Int, result: SendResult)] {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            collect()
            if !done.isEmpty || running.isEmpty || ContinuousClock.now >= end { break }
            pause()
        }
        defer { done = [] }
        return done
    }

    /// What a program has taken is its own to keep.
    package func flush() {}

    private func collect() {
        running.removeAll { tag, program, deadline in
            if let end = program.end() {
                done.append((tag, result(end, program)))
                return true
            }
            guard ContinuousClock.now >= deadline else { return false }
            program.kill()
            done.append((tag, ProgramEnd.timedOut(after: timeout, name: name)))
            return true
        }
    }

    private func result(_ end: RunningProgram.End, _ program: RunningProgram) -> SendResult {
        switch end {
        case .exited(let code):
            // It may repeat what it was set up with.
            let words = KeptResponse.message(String(decoding: program.words, as: UTF8.self))
            let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return ProgramEnd.result(code: code, name: name, words: line)
        case .killed(let signal): return ProgramEnd.killed(by: signal, name: name)
        }
    }

    /// Until a program closes its errors, as it does at its end, or for a moment: some close them before, or leave them to
    /// another.
    private func pause() {
        var descriptors = running.compactMap { _, program, _ in
            program.errors >= 0 ? pollfd(fd: program.errors, events: Int16(POLLIN), revents: 0) : nil
        }
        let isTelling = descriptors.count == running.count
        poll(&descriptors, nfds_t(descriptors.count), isTelling ? 20 : 1)
    }
}
