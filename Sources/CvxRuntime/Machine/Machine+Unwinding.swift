import CvxDomain
import CvxLanguage

// Errors on their way out: handlers, what has to be taken back, the calls that led there.
extension Machine {
    /// Goes on in the handler that catches the error.
    /// - Throws: the error, where no handler of the code that was entered does.
    func unwind(_ thrown: any Error, floor: Int) throws {
        var error = located(thrown)
        while true {
            let code = state.pointee.code._withUnsafeGuaranteedRef { $0 }
            let place = state.pointee.pc - code.instructions
            for region in code.regions where region.instructions.contains(place) {
                switch region.kind {
                case .transaction: host?.rollback()
                case .dryRun: host?.leaveDryRun()
                case .handler(let number):
                    guard let diagnostic = error as? Diagnostic, diagnostic.isCatchable else { continue }
                    let handler = code.handlers[number]
                    if let register = handler.register {
                        state.pointee.base[Int(register)] = diagnostic.caught
                    }
                    state.pointee.pc = code.instructions + handler.place
                    return
                }
            }
            guard state.pointee.depth > floor else { throw error }
            leaveFrame()
            error = called(error, code.name)
        }
    }

    private func leaveFrame() {
        let code = state.pointee.code._withUnsafeGuaranteedRef { $0 }
        for register in 0..<code.registerCount { state.pointee.base[register] = .null }
        let frame = frames[state.pointee.depth - 1]
        state.pointee.depth -= 1
        state.pointee.code = frame.code
        state.pointee.base = frame.base
        state.pointee.outer = frame.outer
        // The call itself.
        state.pointee.pc = frame.pc - 1
    }

    /// A fault that names no place has that of the instruction; a file that is missing has none here.
    private func located(_ thrown: any Error) -> any Error {
        if thrown is ProgramExit { return thrown }
        let known = host.map { $0.diagnostic(of: thrown) } ?? thrown as? Diagnostic
        guard var diagnostic = known else { return thrown }
        let code = state.pointee.code._withUnsafeGuaranteedRef { $0 }
        if diagnostic.span == nil, diagnostic.code.family != .store || diagnostic.code == .sqlFailed {
            diagnostic.span = code.spans[state.pointee.pc - code.instructions]
        }
        if diagnostic.source == nil { diagnostic.source = code.source }
        return diagnostic
    }

    /// The error with the call that it came through.
    private func called(_ error: any Error, _ function: String?) -> any Error {
        guard var diagnostic = error as? Diagnostic else { return error }
        let code = state.pointee.code._withUnsafeGuaranteedRef { $0 }
        let span = code.spans[state.pointee.pc - code.instructions]
        diagnostic.calls.append(
            Diagnostic.Call(function: function ?? "", place: code.source.place(of: span.start)))
        return diagnostic
    }
}

extension Diagnostic {
    /// `try` may go on after it: not after Ctrl-C, nor when the program may do no more.
    var isCatchable: Bool { code != .cancelled }

    /// What `catch e` binds.
    var caught: Value {
        let line = span.flatMap { span in source.map { Int64($0.line(at: span.start)) } }
        return .record(
            Record(
                shape: Self.caughtShape,
                values: [.text(message), .text(code.description), line.map { .int($0) } ?? .null]))
    }

    private static let caughtShape = Shape(["message", "code", "line"])
}
