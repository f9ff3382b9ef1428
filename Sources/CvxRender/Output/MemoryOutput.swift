/// Keeps what was written: for tests, and for text that goes on to a pager.
package final class MemoryOutput: ByteOutput {
    package private(set) var bytes: [UInt8] = []
    package private(set) var isFinished = false

    package init() {}

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func write(_ added: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: added) }

    package func finish() throws { isFinished = true }
}
