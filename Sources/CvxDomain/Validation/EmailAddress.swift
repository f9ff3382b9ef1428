/// The addresses that people have: a local part of ASCII, a domain of two labels or more, which may be
/// international. Quoted local parts and literal addresses are no customer's.
package enum EmailAddress {
    /// Nil for an address; lengths are RFC 5321's.
    package static func problem(_ text: String) -> FieldProblem? {
        if isPlain(text.utf8) { return nil }
        func problem(_ reason: String) -> FieldProblem {
            FieldProblem("`\(text)` is not an email address: \(reason)", help: "as in `ana@example.com`")
        }
        if text.contains(where: \.isWhitespace) { return problem("it has a blank in it") }
        if text.contains("<") || text.contains(">") { return problem("write the address alone") }
        if text.contains(",") || text.contains(";") { return problem("write one address only") }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return problem(parts.count < 2 ? "it has no `@`" : "it has more than one `@`")
        }
        let (local, domain) = (parts[0], parts[1])
        if local.isEmpty { return problem("nothing stands before the `@`") }
        if domain.isEmpty { return problem("nothing stands behind the `@`") }
        if local.utf8.count > 64 { return problem("what stands before the `@` is longer than 64 characters") }
        if text.utf8.count > 254 { return problem("it is longer than 254 characters") }
        if local.hasPrefix(".") || local.hasSuffix(".") || text.contains("..") {
            return problem("a dot stands where none can")
        }
        if let stray = local.first(where: { !isLocal($0) }) { return problem("`\(stray)` is in it") }
        return domainFault(domain).map(problem)
    }

    /// Certainly an address: letters, digits and a few marks of ASCII, as nearly all are. Lists have millions.
    private static func isPlain(_ text: String.UTF8View) -> Bool {
        if text.count > 254 { return false }
        var (at, label, isNumber, before) = (0, 0, true, UInt8(ascii: "."))
        var labels = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "@"):
                if at > 0 || before == UInt8(ascii: ".") { return false }
                at = 1
                (label, before) = (0, UInt8(ascii: "."))
                continue
            case UInt8(ascii: "."):
                if before == byte || (at > 0 && before == UInt8(ascii: "-")) { return false }
                labels += at
                (label, isNumber) = (at > 0 ? 0 : label + 1, true)
            case 0x30...0x39: label += 1
            case 0x41...0x5A, 0x61...0x7A:
                label += 1
                isNumber = false
            case UInt8(ascii: "-"):
                if at > 0, before == UInt8(ascii: ".") { return false }
                label += 1
                isNumber = false
            case UInt8(ascii: "_"), UInt8(ascii: "+"):
                if at > 0 { return false }
                label += 1
            default: return false
            }
            if label > 63 { return false }
            before = byte
        }
        return labels > 0 && label > 1 && !isNumber && before != UInt8(ascii: "-")
    }

    private static func isLocal(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else { return false }
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        default: return "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
        }
    }

    private static func domainFault(_ domain: Substring) -> String? {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count < 2 { return "`\(domain)` has no ending such as `.com`" }
        for label in labels {
            if label.isEmpty { return "a dot stands where none can" }
            if label.utf8.count > 63 { return "a part of the domain is longer than 63 characters" }
            if label.hasPrefix("-") || label.hasSuffix("-") {
                return "a dash stands where none can"
            }
            if let stray = label.first(where: { !($0.isLetter || $0.isNumber || $0 == "-") }) {
                return "`\(stray)` is in its domain"
            }
        }
        if let ending = labels.last, ending.allSatisfy({ $0.isNumber }) || ending.count < 2 {
            return "`.\(ending)` is no ending of a domain"
        }
        return nil
    }
}
