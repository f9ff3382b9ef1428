/// A message's id where only letters, digits, `-` and `_` may stand: a file's name, the left part of a Message-ID. Other
/// bytes become `=` and two digits, so that two ids stay two names.
enum MessageName {
    /// Nil for an id that is empty or longer than a file's name can be.
    static func of(_ id: String) -> String? {
        var name = ""
        for byte in id.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                name += byte < 16 ? "=0" : "="
                name += String(byte, radix: 16, uppercase: true)
            }
        }
        return (1...200).contains(name.utf8.count) ? name : nil
    }
}
