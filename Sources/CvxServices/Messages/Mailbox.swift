internal import CvxDomain

/// An email address, perhaps with the name of whom it belongs to: `Ana <ana@example.com>`.
package struct Mailbox: Hashable, Sendable {
    /// Nil where there is none.
    package var name: String?
    package var address: String

    /// Nil where the address is none, or its domain is not in ASCII, as the head of an email wants it.
    package init?(_ text: String) {
        var name: Substring?
        var address = text[...]
        if let start = text.firstIndex(of: "<"), text.hasSuffix(">") {
            name = text[..<start]
            address = text[start...].dropFirst().dropLast()
        }
        while let last = name?.last, last.isWhitespace { name?.removeLast() }
        while let first = name?.first, first.isWhitespace { name?.removeFirst() }
        if let quoted = name, quoted.count > 1, quoted.hasPrefix("\""), quoted.hasSuffix("\"") {
            name = quoted.dropFirst().dropLast()
        }
        guard EmailAddress.problem(String(address)) == nil, address.utf8.allSatisfy({ $0 < 0x80 }) else {
            return nil
        }
        self.name = name.flatMap { $0.isEmpty ? nil : String($0) }
        self.address = String(address)
    }

    package init(name: String?, address: String) {
        self.name = name
        self.address = address
    }

    /// Behind the `@`.
    package var domain: String { address.split(separator: "@").last.map(String.init) ?? "" }
}
