/// The state and zip code at the end of an address that stands in one column: `19 Clinton Ct, Cleveland, OH 44102`.
enum AddressTail {
    static func read(_ address: ArraySlice<UInt8>) -> (state: ArraySlice<UInt8>, zip: ArraySlice<UInt8>) {
        var rest = trimmed(address)
        var zip: ArraySlice<UInt8> = []
        let word = rest.suffix { !isBlank($0) }
        if word.first.map(isDigit) == true, [5, 9, 10].contains(word.count),
            word.allSatisfy({ isDigit($0) || $0 == 0x2D })
        {
            zip = word
            rest = trimmed(rest.dropLast(word.count))
        }
        let letters = rest.suffix { !isBlank($0) && $0 != 0x2C }
        let isCode =
            letters.count == 2 && letters.allSatisfy { (0x41...0x5A).contains($0) }
            && letters.startIndex > rest.startIndex
        return (isCode ? letters : [], zip)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let last = bytes.last, isBlank(last) || last == 0x2C || last == 0x2E { bytes.removeLast() }
        return bytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension ArraySlice<UInt8> {
    /// The longest end all of whose bytes are such.
    fileprivate func suffix(_ isSuch: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, isSuch(self[start - 1]) { start -= 1 }
        return self[start...]
    }

}
