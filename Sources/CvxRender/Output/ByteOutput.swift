/// Where finished bytes go: a descriptor, a file that appears whole or not at all, memory.
package protocol ByteOutput: AnyObject {
    /// Writes every byte or throws.
    func write(_ bytes: UnsafeRawBufferPointer) throws
    /// Makes what was written final. Called once by whoever opened the output, after the last sink's `end`.
    func finish() throws
}

extension ByteOutput {
    package func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }
}

/// The reader went away (EPIPE): stop quietly, nobody is listening.
package struct OutputClosed: Error, Hashable {
    package init() {}
}

/// An output failed.
package struct OutputError: Error, Hashable, CustomStringConvertible {
    /// What was tried: `write`, `create`, `rename`.
    package var operation: String
    /// The file's path; nil for a bare descriptor.
    package var path: String?
    /// The system's error number.
    package var code: Int32

    package init(operation: String, path: String?, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// No room on the device, or over the quota.
    package var isDiskFull: Bool { code == SystemCode.noSpace || code == SystemCode.overQuota }

    /// The system's own words: `No space left on device`.
    package var reason: String { SystemCode.text(code) }

    package var description: String {
        guard let path else { return "cannot \(operation): \(reason)" }
        return "cannot \(operation) \(path): \(reason)"
    }
}
