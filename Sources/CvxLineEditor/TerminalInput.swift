import CSignals
import Glibc

/// Reads a terminal in large pieces and hands out characters, keys and pastes.
struct TerminalInput {
    let descriptor: Int32
    private var bytes: [UInt8] = []
    private var head = 0

    init(descriptor: Int32) { self.descriptor = descriptor }

    enum Event: Equatable {
        case scalar(Unicode.Scalar)
        case key(EditorKey)
        case paste(String)
        /// A signal came; ask CSignals which.
        case signal
        case endOfInput
    }

    private enum Fill { case data, timeout, signal, end }

    /// Whether the next event is there already.
    var isPending: Bool {
        if head < bytes.count { return true }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) > 0
    }

    mutating func discard() {
        bytes.removeAll(keepingCapacity: true)
        head = 0
    }

    mutating func next() -> Event {
        while true {
            if head == bytes.count {
                switch fill(milliseconds: -1) {
                case .data, .timeout: continue
                case .signal: return .signal
                case .end: return .endOfInput
                }
            }
            if let event = decode() { return event }
        }
    }

    /// Bytes up to and with a newline, or what there is at the end of the input; for terminals in line mode.
    mutating func nextLine() -> (line: [UInt8], event: Event?) {
        var scanned = head
        while true {
            if let newline = bytes[scanned...].firstIndex(of: 10) {
                defer { head = newline + 1 }
                return (Array(bytes[head...newline]), nil)
            }
            scanned = bytes.count - head
            let result = fill(milliseconds: -1)
            scanned = min(scanned + head, bytes.count)
            switch result {
            case .data, .timeout: continue
            case .signal: return ([], .signal)
            case .end:
                defer { discard() }
                return (Array(bytes[head...]), .endOfInput)
            }
        }
    }

    private mutating func fill(milliseconds: Int32) -> Fill {
        if head > 0 {
            bytes.removeFirst(head)
            head = 0
        }
        var requests = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: cvx_signals_wake_fd(), events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&requests, 2, milliseconds)
        if ready == 0 { return .timeout }
        if ready < 0 || requests[1].revents != 0 { return .signal }
        let before = bytes.count
        var count = 0
        bytes.append(contentsOf: repeatElement(0, count: 65_536))
        let descriptor = descriptor
        bytes.withUnsafeMutableBytes { buffer in
            count = read(descriptor, buffer.baseAddress?.advanced(by: before), 65_536)
        }
        let failure = errno
        bytes.removeLast(65_536 - max(0, count))
        if count > 0 { return .data }
        return count < 0 && (failure == EINTR || failure == EAGAIN) ? .signal : .end
    }

    private mutating func decode() -> Event? {
        let first = bytes[head]
        if first == 0x1B { return escape() }
        if first < 0x80 {
            head += 1
            return .scalar(Unicode.Scalar(first))
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        while bytes.count - head < length {
            if fill(milliseconds: 100) != .data { break }
        }
        let piece = bytes[head..<min(head + length, bytes.count)]
        if let scalar = String(validating: piece, as: UTF8.self)?.unicodeScalars.first {
            head += piece.count
            return GutterText.isPrivate(Int32(bitPattern: scalar.value)) ? nil : .scalar(scalar)
        }
        head += 1
        return nil
    }

    /// A key, a paste, or plain ESC when nothing that continues it comes at once.
    private mutating func escape() -> Event {
        while true {
            let rest = bytes[head...]
            if let match = EditorKey.sequences.first(where: { rest.starts(with: $0.bytes) }) {
                head += match.bytes.count
                return match.key == .paste ? .paste(pasted()) : .key(match.key)
            }
            let mayContinue = EditorKey.sequences.contains { $0.bytes.starts(with: rest) }
            guard mayContinue, fill(milliseconds: 25) == .data else { break }
        }
        head += 1
        return .scalar("\u{1B}")
    }

    private mutating func pasted() -> String {
        let end = EditorKey.pasteEnd
        var searched = 0
        while true {
            let rest = bytes[(head + searched)...]
            if let found = Self.find(end, in: rest) {
                defer { head = found + end.count }
                return Self.cleaned(bytes[head..<found])
            }
            searched = max(0, bytes.count - head - end.count)
            let filled = fill(milliseconds: 5_000)
            if filled == .timeout || filled == .end { break }
            if filled == .signal { cvx_signals_drain() }
        }
        // The terminal never said where the paste ends: what came is what was pasted.
        defer { discard() }
        return Self.cleaned(bytes[head...])
    }

    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var start = bytes.startIndex
        while let candidate = bytes[start...].firstIndex(of: needle[0]) {
            if bytes[candidate...].starts(with: needle) { return candidate }
            start = candidate + 1
        }
        return nil
    }

    /// Line ends become newlines, other control characters go: a paste must not press keys.
    static func cleaned(_ bytes: ArraySlice<UInt8>) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 13 || (byte == 10 && previous != 13) {
                kept.append(10)
            } else if byte == 9 || (byte >= 32 && byte != 127) {
                kept.append(byte)
            }
            previous = byte
        }
        if kept.last == 10 { kept.removeLast() }
        let text = String(decoding: kept, as: UTF8.self)
        guard kept.contains(0xC2) else { return text }
        return String(text.unicodeScalars.filter { !GutterText.isPrivate(Int32(bitPattern: $0.value)) })
    }
}
