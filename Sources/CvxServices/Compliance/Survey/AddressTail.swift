/// The state and zip code at the end of an address that stands in one column: `19 Clinton Ct, Cleveland, OH 44102`.
enum AddressTail {
    static func read(
        _ address: UnsafeBufferPointer<UInt8>
    ) -> (state: UnsafeBufferPointer<UInt8>, zip: UnsafeBufferPointer<UInt8>) {
        let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        var rest = trimmed(address[...])
        var zip = none
        let word = rest.suffix { !isBlank($0) }
        if word.first.map(isDigit) == true, [5, 9, 10].contains(word.count),
            word.allSatisfy({ isDigit($0) || $0 == 0x2D })
        {
            zip = UnsafeBufferPointer(rebasing: word)
            rest = trimmed(rest.dropLast(word.count))
        }
        let letters = rest.suffix { !isBlank($0) && $0 != 0x2C }
        let isCode =
            letters.count == 2 && letters.allSatisfy { (0x41...0x5A).contains($0) }
            && letters.startIndex > rest.startIndex
        return (isCode ? UnsafeBufferPointer(rebasing: letters) : none, zip)
    }

    private static func trimmed(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        var bytes = bytes
        while let last = bytes.last, isBlank(last) || last == 0x2C || last == 0x2E { bytes.removeLast() }
        return bytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// The longest end all of whose bytes are such.
    fileprivate func suffix(_ isSuch: (UInt8) -> Bool) -> Self {
        var start = endIndex
        while start > startIndex, isSuch(self[start - 1]) { start -= 1 }
        return self[start...]
    }

}
