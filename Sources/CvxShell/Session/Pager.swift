import CvxDomain
import CvxRender
import Glibc

/// Shows rows through $PAGER.
enum Pager {
    static func run(_ session: Session, _ body: (any RowSink) throws -> Void) throws {
        var options = session.renderOptions
        options.maxRows = nil
        guard session.settings.isTerminal else {
            return try body(session.format.makeSink(options: options, output: session.output))
        }
        let command = getenv("PAGER").map { String(cString: $0) } ?? "less -FRSX"
        guard let pipe = popen(command, "w") else {
            return try body(session.format.makeSink(options: options, output: session.output))
        }
        defer { pclose(pipe) }
        do {
            try body(session.format.makeSink(options: options, output: FileDescriptorOutput(fileno(pipe))))
        } catch is OutputClosed {
            // The pager was left before the end.
        }
    }
}
