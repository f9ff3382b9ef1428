internal import CvxDomain

/// One line of a contact list: somebody, and how they are reached.
package struct ContactListLine: Hashable, Sendable {
    package var line: Int
    /// One for each address that the line has; one without an address where it has none.
    package var people: [ContactPerson]
    package var phones: [ContactPhone]
    package var emails: [ContactEmail]
}

// MARK: from a line

extension ContactListLine {
    /// Nil where no contact is in it, or nothing tells whose it is. What is no number or no email address is passed over.
    init?(_ row: DelimitedRow, _ columns: ContactColumns) {
        line = row.line
        let isForbidden = Self.flag(columns.isDoNotCall, row)
        phones = columns.phones.flatMap { column in
            Self.items(row.text(column.number)).compactMap { text -> ContactPhone? in
                guard let number = PhoneNumber(text) else { return nil }
                var phone = ContactPhone(number: number.digits)
                phone.type = column.type.flatMap(row.text).map { $0.filter(\.isLetter) }
                phone.isDoNotCall = Self.flag(column.isDoNotCall, row) ?? isForbidden
                return phone
            }
        }
        emails = columns.emails.flatMap { column in
            Self.items(row.text(column)).filter { EmailAddress.problem($0) == nil }.map {
                ContactEmail(address: $0)
            }
        }
        if phones.isEmpty, emails.isEmpty { return nil }
        let names = [columns.first, columns.last].compactMap { $0.flatMap(row.text) }
        let owner = columns.name.flatMap(row.text) ?? names.joined(separator: " ")
        func text(_ column: Int?) -> String { column.flatMap(row.text) ?? "" }
        people = columns.addresses.compactMap { columns in
            PostalAddress(
                text(columns.street), city: text(columns.city), state: text(columns.state),
                zip: text(columns.zip)
            ).map { ContactPerson(owner: owner, $0) }
        }
        if people.isEmpty { people = [ContactPerson(owner: owner, nil)] }
        if people.allSatisfy({ $0.owner.isEmpty && $0.street.isEmpty }) { return nil }
    }

    /// A field may hold several, with `;`, `|` or `,` between.
    private static func items(_ text: String?) -> [String] {
        guard let text else { return [] }
        let parts = text.split { $0 == ";" || $0 == "|" || $0 == "," }
        return parts.map { String($0.drop(while: \.isWhitespace)) }
    }

    /// Nil where nothing is said.
    private static func flag(_ column: Int?, _ row: DelimitedRow) -> Bool? {
        switch column.flatMap(row.text)?.lowercased() {
        case "y", "yes", "true", "t", "1", "x", "dnc": true
        case "n", "no", "false", "f", "0": false
        default: nil
        }
    }
}

// MARK: as it is kept

extension ContactListLine {
    /// A list of a million lines is kept as bytes, in a fifth of the memory that objects take. None of the texts has a
    /// control character in it.
    var coded: String {
        let people = people.map { [$0.owner, $0.street, $0.zip, $0.place].joined(separator: "\u{1E}") }
        let phones = phones.map { phone in
            phone.number + (phone.isDoNotCall.map { $0 ? "!" : "-" } ?? " ") + (phone.type ?? "")
        }
        let lists = [[String(line)], people, phones, emails.map(\.address)]
        return lists.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\n")
    }

    /// - Parameter coded: what `coded` gave; nil for anything else
    init?(coded: String) {
        let lists = coded.split(separator: "\n", omittingEmptySubsequences: false).map { list in
            list.split(separator: "\u{1F}")
        }
        guard lists.count == 4, let line = lists[0].first.flatMap({ Int($0) }) else { return nil }
        self.line = line
        people = lists[1].compactMap { person in
            let parts = person.split(separator: "\u{1E}", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4 else { return nil }
            return ContactPerson(owner: parts[0], street: parts[1], zip: parts[2], place: parts[3])
        }
        phones = lists[2].map { text in
            let (mark, type) = (text.dropFirst(10).first, text.dropFirst(11))
            var phone = ContactPhone(number: String(text.prefix(10)))
            phone.isDoNotCall = mark == "!" ? true : mark == "-" ? false : nil
            phone.type = type.isEmpty ? nil : String(type)
            return phone
        }
        emails = lists[3].map { ContactEmail(address: String($0)) }
    }
}
