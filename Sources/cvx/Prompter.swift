import CvxRender
import Glibc

/// Puts questions to the person at the terminal.
enum Prompter {
    /// The answer without its line end; nil at the end of input and after Ctrl-C, which mean no.
    static func ask(_ question: String) -> String? {
        try? FileDescriptorOutput(STDERR_FILENO).write(question)
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        // Byte by byte: what is typed ahead belongs to the next statement.
        while Glibc.read(STDIN_FILENO, &byte, 1) == 1 {
            if byte == 0x0A { return String(decoding: answer, as: UTF8.self) }
            answer.append(byte)
        }
        try? FileDescriptorOutput(STDERR_FILENO).write("\n")
        return nil
    }
}
