import CvxRender
import CvxShell
import Glibc

/// Puts questions to the person at the terminal.
enum Prompter {
    /// The answer without its line end; nil at the end of input and after Ctrl-C, which mean no.
    static func ask(_ question: String) -> String? {
        try? FileDescriptorOutput(STDERR_FILENO).write(question)
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        // Byte by byte: what is typed ahead belongs to the next statement.
        while isTyped(), Glibc.read(STDIN_FILENO, &byte, 1) == 1 {
            if byte == 0x0A { return String(decoding: answer, as: UTF8.self) }
            answer.append(byte)
        }
        try? FileDescriptorOutput(STDERR_FILENO).write("\n")
        return nil
    }

    /// Waits until there is something to read. False after Ctrl-C, which may have come right before the wait and then ends
    /// none.
    private static func isTyped() -> Bool {
        var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while !Signals.isInterrupted {
            let count = poll(&request, 1, 100)
            if count != 0 { return count > 0 }
        }
        return false
    }
}
