internal import CvxDomain

/// Which columns of a contact list say what, told by their names.
struct ContactColumns {
    struct Phone {
        var number: Int
        var type: Int?
        var isDoNotCall: Int?
    }

    struct Address {
        var street: Int
        var city: Int?
        var state: Int?
        var zip: Int?
    }

    private(set) var name: Int?
    private(set) var first: Int?
    private(set) var last: Int?
    private(set) var addresses: [Address] = []
    private(set) var phones: [Phone] = []
    private(set) var emails: [Int] = []
    /// Of all of a row's numbers.
    private(set) var isDoNotCall: Int?

    /// - Throws: `ContactListFault` where nothing tells whom its contacts belong to, or there are none.
    init(_ header: DelimitedHeader) throws(ContactListFault) {
        func column(_ names: [String]) -> Int? { names.lazy.compactMap(header.index).first }
        name = column(Self.names)
        first = column(["first_name", "owner_first_name", "owner1_first_name", "first"])
        last = column(["last_name", "owner_last_name", "owner1_last_name", "last"])
        isDoNotCall = column(["dnc", "do_not_call", "is_dnc", "dnc_flag"])
        for kind in Self.kinds {
            guard let street = column(Self.streets.map { kind + $0 }) else { continue }
            func part(_ names: [String]) -> Int? { column(names.map { kind + $0 }) ?? column(names) }
            addresses.append(
                Address(
                    street: street, city: part(["city"]), state: part(["state"]),
                    zip: part(["zip", "zip_code", "postal_code", "zip5"])))
        }
        for name in header.names {
            guard let index = header.index(of: name) else { continue }
            let key = name.lowercased().filter { $0.isLetter }
            if Self.phones.contains(key) {
                let number = name
                phones.append(
                    Phone(
                        number: index, type: column([number + " type"]),
                        isDoNotCall: column([number + " dnc", number + " do not call"])))
            } else if Self.emails.contains(key) {
                emails.append(index)
            }
        }
        if phones.isEmpty, emails.isEmpty {
            throw ContactListFault(
                "no column is one of phones or emails", help: "name one `phone` or `email`")
        }
        if name == nil, last == nil, addresses.isEmpty {
            throw ContactListFault(
                "no column tells whose its contacts are",
                help: "name one `owner_name`, or one `address` beside `city`, `state` and `zip`")
        }
    }

    private static let names = [
        "owner_name", "owner", "name", "full_name", "contact_name", "owner_full_name", "owner1",
        "owner1_name",
        "owner_name1",
    ]
    private static let kinds = [
        "", "property ", "site ", "situs ", "mailing ", "mail ", "owner ", "owner mailing ",
    ]
    private static let streets = [
        "address", "street", "street_address", "address1", "address_line1", "full_address",
    ]
    /// Without the number behind it, as in `Phone 2`.
    private static let phones: Set = [
        "phone", "phonenumber", "telephone", "tel", "mobile", "mobilephone", "cell", "cellphone", "wireless",
        "landline", "homephone", "workphone", "ownerphone", "contactphone", "primaryphone",
    ]
    private static let emails: Set = [
        "email", "emailaddress", "owneremail", "contactemail", "primaryemail", "mailto",
    ]
}

/// What is wrong with a contact list as a whole.
package struct ContactListFault: Error, Hashable, Sendable {
    package var message: String
    /// The next step.
    package var help: String

    init(_ message: String, help: String) {
        self.message = message
        self.help = help
    }
}
