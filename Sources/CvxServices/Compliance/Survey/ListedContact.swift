/// A number or address of a JSON list that a lead carries: `["…"]`, or `[{number, type, isDoNotCall, isValid}]`.
struct ListedContact {
    enum Kind { case unknown, mobile, landline, other }

    /// Of the list, and as long valid.
    var text: UnsafeBufferPointer<UInt8>
    var kind = Kind.unknown
    var isDoNotCall = false
    var isOptOut = false
    var isInvalid = false

    /// What is no such list has none; an entry without a number or address is left out.
    ///
    /// - Parameter names: of the key that the number or address has in an object
    static func read(
        _ json: UnsafeBufferPointer<UInt8>, names: [StaticString], _ body: (ListedContact) -> Void
    ) {
        var reader = ListReader(json)
        guard reader.take(0x5B) else { return }
        while !reader.isAtEnd {
            switch reader.next {
            case 0x5D: return
            case 0x2C: reader.skip()
            case 0x22:
                guard let text = reader.string() else { return }
                body(ListedContact(text: text))
            case 0x7B:
                guard let contact = reader.object(names) else { return }
                if let contact { body(contact) }
            default:
                let word = reader.word()
                if word.isEmpty { return }
                if word.first.map({ (0x30...0x39).contains($0) }) == true { body(ListedContact(text: word)) }
            }
        }
    }
}

extension ListedContact.Kind {
    /// As stores write it: `Mobile`, `wireless`, `land line`, `VoIP`.
    init(_ word: some Collection<UInt8>) {
        var letters = word.lazy.map { $0 | 0x20 }.makeIterator()
        switch (letters.next(), letters.next()) {
        // mobile, wireless, cell
        case (0x6D, 0x6F), (0x77, 0x69), (0x63, 0x65): self = .mobile
        // landline, fixed
        case (0x6C, 0x61), (0x66, 0x69): self = .landline
        // unknown
        case (nil, _), (0x75, 0x6E): self = .unknown
        default: self = .other
        }
    }
}

private struct ListReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        skipBlanks()
    }

    var isAtEnd: Bool { at >= bytes.endIndex }
    var next: UInt8 { isAtEnd ? 0 : bytes[at] }

    private func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }

    private mutating func skipBlanks() {
        while at < bytes.endIndex, bytes[at] <= 0x20 { at += 1 }
    }

    mutating func skip() {
        at += 1
        skipBlanks()
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        skip()
        return true
    }

    /// Up to what ends a number, `true` or `null`.
    mutating func word() -> UnsafeBufferPointer<UInt8> {
        let start = at
        while at < bytes.endIndex,
            ![0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D, 0x09, 0x22, 0x7B, 0x5B].contains(bytes[at])
        {
            at += 1
        }
        let word = part(start..<at)
        skipBlanks()
        return word
    }

    /// Nil where it does not end. Numbers and addresses are written without escapes, but for `\/` and `\u0040`; what has
    /// one is taken as it stands, and is no number or address.
    mutating func string() -> UnsafeBufferPointer<UInt8>? {
        at += 1
        let start = at
        while at < bytes.endIndex, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
        guard at < bytes.endIndex else { return nil }
        let text = part(start..<at)
        skip()
        return text
    }

    /// Nil where it is broken; an inner nil for one that has no number or address.
    mutating func object(_ names: [StaticString]) -> ListedContact?? {
        skip()
        var contact = ListedContact(text: part(0..<0))
        var isFound = false
        while !isAtEnd {
            if take(0x7D) { return .some(isFound ? contact : nil) }
            if take(0x2C) { continue }
            guard next == 0x22, let key = string(), take(0x3A), let value = value() else { return nil }
            if names.contains(where: { Self.same(key, $0) }) {
                if !isFound, !value.isEmpty, !Self.same(value, "null") {
                    contact.text = value
                    isFound = true
                }
            } else if Self.same(key, "type") {
                contact.kind = ListedContact.Kind(value)
            } else if Self.same(key, "isDoNotCall") || Self.same(key, "dnc") {
                contact.isDoNotCall = contact.isDoNotCall || Self.isTrue(value)
            } else if Self.same(key, "isOptedOut") || Self.same(key, "unsubscribed") {
                contact.isOptOut = contact.isOptOut || Self.isTrue(value)
            } else if Self.same(key, "isValid") {
                contact.isInvalid = !Self.isTrue(value) && !Self.same(value, "null")
            }
        }
        return nil
    }

    /// A text without its quotes, a word, or nothing of a list or object that is passed over.
    private mutating func value() -> UnsafeBufferPointer<UInt8>? {
        if next == 0x22 { return string() }
        guard next == 0x7B || next == 0x5B else { return word() }
        var depth = 0
        while !isAtEnd {
            switch next {
            case 0x22: guard string() != nil else { return nil }
            case 0x7B, 0x5B:
                depth += 1
                skip()
            case 0x7D, 0x5D:
                depth -= 1
                skip()
                if depth == 0 { return part(0..<0) }
            default: skip()
            }
        }
        return nil
    }

    private static func isTrue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        same(value, "true") || same(value, "1")
    }

    private static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes.elementsEqual($0) }
    }
}
