import CSignals

/// What an interrupt calls. It runs inside a signal handler: set a flag, call `sqlite3_interrupt`, no more.
package struct Interruption {
    package var handler: @convention(c) (UnsafeMutableRawPointer?) -> Void
    package var context: UnsafeMutableRawPointer?

    package init(
        context: UnsafeMutableRawPointer? = nil,
        handler: @escaping @convention(c) (UnsafeMutableRawPointer?) -> Void
    ) {
        self.handler = handler
        self.context = context
    }
}

/// Signals of the process, for the shell and for scripts.
///
/// While a script runs, the first SIGINT interrupts it and a second exits with 130. While a statement of
/// the shell runs, the second has to come within a second. SIGTERM and SIGHUP interrupt what runs, which
/// then exits with `exitStatus`; a second one exits at once. What runs past its time-out is interrupted too.
/// SIGPIPE is ignored.
package enum Signals {
    package enum Phase {
        case prompt, statement, script
    }

    /// Call once, before the first statement. Zero, or errno.
    @discardableResult
    package static func install() -> Int32 { cvx_signals_install() }

    /// Whether what runs was asked to stop; cheap enough to ask for every row.
    package static var isInterrupted: Bool { cvx_signals_interrupted() }

    /// Whether it was the time-out that asked.
    package static var isTimedOut: Bool { cvx_signals_timed_out() }

    /// Milliseconds that a script, or a statement of the shell, may run; nil: as long as it takes.
    package static func limit(to timeout: Int64?) { cvx_signals_set_timeout(timeout ?? 0) }

    /// 143 or 129 after SIGTERM or SIGHUP.
    package static var exitStatus: Int32? {
        let signal = cvx_signals_termination()
        return signal == 0 ? nil : 128 + signal
    }

    /// Runs a body as a phase, with what an interrupt is to call meanwhile.
    package static func during<Result>(
        _ phase: Phase, interruption: Interruption?, _ body: () throws -> Result
    ) rethrows -> Result {
        cvx_signals_set_handler(interruption?.handler, interruption?.context)
        switch phase {
        case .prompt: cvx_signals_enter(CVX_PHASE_PROMPT)
        case .statement: cvx_signals_enter(CVX_PHASE_STATEMENT)
        case .script: cvx_signals_enter(CVX_PHASE_SCRIPT)
        }
        defer {
            cvx_signals_enter(CVX_PHASE_PROMPT)
            cvx_signals_set_handler(nil, nil)
        }
        return try body()
    }
}
