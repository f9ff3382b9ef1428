/// The ten digits of a number of the North American Numbering Plan as one integer: what lists of millions are kept and
/// looked up by. An extension does not count: who answers there was not asked.
package struct NANPNumber: Hashable, Comparable, Sendable {
    /// 2002000000 to 9999999999.
    package let digits: UInt64

    /// Nil where the digits are no number of the plan.
    package init?(digits: UInt64) {
        guard Self.isArea(digits / 10_000_000), Self.isExchange(digits / 10_000 % 1_000) else { return nil }
        self.digits = digits
    }

    package init?(_ number: PhoneNumber) {
        guard let digits = UInt64(number.digits) else { return nil }
        self.init(digits: digits)
    }

    /// Nil where the text is no such number, as `PhoneNumber` reads it.
    package init?(_ text: String) {
        self.init(Self.plain(text.utf8)) { PhoneNumber(text) }
    }

    /// Area code and exchange, the first six digits: NPA-NXX.
    package var exchange: Int { Int(digits / 10_000) }
    /// The last four digits.
    package var line: Int { Int(digits % 10_000) }

    package static func < (left: NANPNumber, right: NANPNumber) -> Bool { left.digits < right.digits }

    /// The same of UTF-8.
    package init?(bytes: UnsafeBufferPointer<UInt8>) {
        self.init(Self.plain(bytes)) { PhoneNumber(String(decoding: bytes, as: UTF8.self)) }
    }

    private init?(_ plain: Plain, careful: () -> PhoneNumber?) {
        switch plain {
        case .digits(let digits): self.init(digits: digits)
        case .none: return nil
        case .other:
            guard let number = careful() else { return nil }
            self.init(number)
        }
    }

    private enum Plain {
        case digits(UInt64)
        /// Certainly no number.
        case none
        /// Extensions, dashes beyond ASCII and the like: for the careful reader.
        case other
    }

    /// Most numbers are digits and a few marks: they are read without an allocation.
    private static func plain(_ text: some Collection<UInt8>) -> Plain {
        var (value, count, hasPlus) = (UInt64(0), 0, false)
        for byte in text {
            switch byte {
            case 0x30...0x39:
                count += 1
                if count > 11 { return .other }
                value = value * 10 + UInt64(byte - 0x30)
            // blank ( ) - . /
            case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: break
            case 0x2B where count == 0 && !hasPlus: hasPlus = true
            default: return .other
            }
        }
        switch count {
        case 10 where !hasPlus: return .digits(value)
        case 11 where value / 10_000_000_000 == 1: return .digits(value % 10_000_000_000)
        default: return .none
        }
    }

    /// `[2-9]XX`, not N11 and not N9X.
    private static func isArea(_ code: UInt64) -> Bool {
        (200...999).contains(code) && code % 100 != 11 && code / 10 % 10 != 9
    }

    /// `[2-9]XX`, not N11.
    private static func isExchange(_ code: UInt64) -> Bool {
        (200...999).contains(code) && code % 100 != 11
    }
}

extension NANPNumber: CustomStringConvertible {
    /// `+14805550156`
    package var description: String { "+1\(digits)" }

    package var phoneNumber: PhoneNumber? { PhoneNumber(description) }
}
