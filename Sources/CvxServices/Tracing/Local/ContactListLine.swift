internal import CvxDomain

/// One line of a contact list: somebody, and how they are reached.
package struct ContactListLine: Hashable, Sendable {
    package var line: Int
    /// One for each address that the line has; one without an address where it has none.
    package var people: [ContactPerson]
    package var phones: [ContactPhone]
    package var emails: [ContactEmail]
}

extension ContactListLine {
    /// Nil where no contact is in it, or nothing tells whose it is. What is no number or no email address is passed over.
    init?(_ row: DelimitedRow, _ columns: ContactColumns) {
        line = row.line
        let isForbidden = Self.flag(columns.isDoNotCall, row)
        phones = columns.phones.flatMap { column in
            Self.items(row.text(column.number)).compactMap { text -> ContactPhone? in
                guard let number = PhoneNumber(text) else { return nil }
                var phone = ContactPhone(number: number.digits)
                phone.type = column.type.flatMap(row.text)
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
