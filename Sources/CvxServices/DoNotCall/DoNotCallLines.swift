package import CvxDomain

/// The lines of a do-not-call file, as they come: `480,5550156`, or ten digits in any usual writing; further fields
/// behind a comma are passed over, as are blank lines. What is neither is counted and told with its line.
package struct DoNotCallLines {
    package private(set) var numbers = NumberCollection()
    /// Lines with a number.
    package private(set) var good = 0
    package private(set) var badCount = 0
    /// The first few bad ones.
    package private(set) var bad: [(line: Int, text: String)] = []
    /// Lines that have ended.
    private var lines = 0
    /// The beginning of a line whose end has not come yet.
    private var carried: [UInt8] = []
    private static let longest = 1_000

    package init() {}

    /// Takes what an earlier list has.
    package mutating func add(_ number: NANPNumber) { numbers.add(number) }

    /// - Parameter bytes: the next piece of the file, wherever it was cut
    package mutating func read(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        if !carried.isEmpty {
            guard let end = bytes.firstIndex(of: 0x0A) else { return carry(bytes[...]) }
            carry(bytes[..<end])
            carriedLine()
            start = end + 1
        }
        while start < bytes.count {
            if let next = plain(bytes, start) {
                start = next
                continue
            }
            guard let end = bytes[start...].firstIndex(of: 0x0A) else { return carry(bytes[start...]) }
            line(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end + 1
        }
    }

    /// The numbers, which it no longer has: there may be hundreds of millions.
    package consuming func takeNumbers() -> NumberCollection { numbers }

    /// To be called once, after the last piece.
    package mutating func end() { if !carried.isEmpty { carriedLine() } }

    /// A line that is too long to be one is not kept whole.
    private mutating func carry(_ bytes: Slice<UnsafeRawBufferPointer>) {
        carried.append(contentsOf: bytes.prefix(Self.longest + 1 - min(carried.count, Self.longest + 1)))
    }

    private mutating func carriedLine() {
        let whole = carried
        carried.removeAll(keepingCapacity: true)
        whole.withUnsafeBytes { line($0) }
    }

    /// `480,5550156` and its line's end: nearly every line. Gives where the next begins; nil for any other.
    private mutating func plain(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        guard start + 12 < bytes.count, bytes[start + 3] == 0x2C else { return nil }
        var end = start + 11
        if bytes[end] == 0x0D { end += 1 }
        guard bytes[end] == 0x0A else { return nil }
        var (area, rest, fault) = (UInt32(0), UInt32(0), UInt32(0))
        for place in 0..<3 {
            let digit = UInt32(bytes[start + place] &- 0x30)
            fault |= digit > 9 ? 1 : 0
            area = area &* 10 &+ digit
        }
        for place in 4..<11 {
            let digit = UInt32(bytes[start + place] &- 0x30)
            fault |= digit > 9 ? 1 : 0
            rest = rest &* 10 &+ digit
        }
        guard fault == 0, Self.isOfPlan(area, rest) else { return nil }
        numbers.add(area: Int(area), rest: rest)
        good += 1
        lines += 1
        return end + 1
    }

    private static func isOfPlan(_ area: UInt32, _ rest: UInt32) -> Bool {
        NANPNumber(digits: UInt64(area) * 10_000_000 + UInt64(rest)) != nil
    }

    private mutating func line(_ bytes: UnsafeRawBufferPointer) {
        lines += 1
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
        if let number = bytes.count > Self.longest ? nil : Self.number(bytes) {
            numbers.add(number)
            good += 1
            return
        }
        badCount += 1
        if bad.count < 5 {
            let text = String(decoding: bytes.prefix(40), as: UTF8.self)
            bad.append((lines, text.hasSuffix("\r") ? String(text.dropLast()) : text))
        }
    }

    private static func number(_ bytes: UnsafeRawBufferPointer) -> NANPNumber? {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        let fields = text.split(separator: ",", omittingEmptySubsequences: false).prefix(2).map { field in
            String(field.filter { $0 != "\"" && $0 != "\r" && $0 != "\r\n" })
        }
        let digits = fields[0].utf8.filter { (0x30...0x39).contains($0) }.count
        return NANPNumber(digits == 3 && fields.count == 2 ? fields[0] + fields[1] : fields[0])
    }
}
