import CvxDomain
import CvxServices
import Testing

@Suite struct ContactListTests {
    /// For Pat Doe, wherever, and whoever is at 12 Oak St.
    private func list(_ text: String) throws -> ContactList {
        let reader = ContactListReader(for: [person("Pat Doe", "12 Oak St, Phoenix, AZ 85034")])
        try Array(text.utf8).withUnsafeBytes { try reader.read($0) }
        return try reader.end()
    }

    private func person(_ owner: String, _ address: String) -> ContactPerson {
        ContactPerson(owner: owner, PostalAddress(address))
    }

    private static let header = "owner_name,address,city,state,zip,phone"

    @Test(arguments: [
        ("DOE, PAT", "12 Oak Street", "Phoenix,AZ,85034", ContactEvidence.listedOwnerAtAddress),
        ("Pat Doe", "12 oak st.", "Phoenix,AZ,", .listedOwnerAtAddress),
        // Where the list says no place, the street will do for the same owner alone.
        ("Pat Doe", "12 Oak St", ",,", .listedOwnerAtAddress),
        ("Ann Roe", "12 Oak St", ",,", nil),
        ("", "12 Oak St", ",,85034-1234", .listedAddress),
        ("Ann Roe", "12 Oak St", "Phoenix,AZ,85034", .listedOtherOwner),
        ("Pat Doe", "9 Elm Ave", "PHOENIX,az,85001", .listedOwnerInCity),
        ("Pat Doe", "9 Elm Ave", "Mesa,AZ,85201", nil),
        ("Pat Doe", "12 Oak St", "Mesa,AZ,85201", nil),
        ("Pat Doe", "", ",,", .listedOwner),
        ("Doe", "", ",,", nil),
        ("Ann Roe", "12 Oak St Apt 4", "Phoenix,AZ,85034", nil),
    ])
    func whyALineCounts(_ owner: String, _ street: String, _ place: String, _ evidence: ContactEvidence?)
        throws
    {
        let list = try list("\(Self.header)\n\"\(owner)\",\(street),\(place),480-555-0156\n")
        let found = list.contacts(of: person("Pat Doe", "12 Oak St, Phoenix, AZ 85034"))
        #expect(found.map(\.evidence) == (evidence.map { [$0] } ?? []))
    }

    @Test func columnsAreKnownByManyNames() throws {
        let list = try list(
            """
            First Name\tLAST_NAME\tMailing Address\tMailing City\tMailing State\tMailing Zip\tSite Address\tZip\tCell\tLandline 2\tLandline 2 Type\tDo Not Call\tEmail 1\tEmailAddress
            Pat\tDoe\t1 Far Rd\tTucson\tAZ\t85701\t12 Oak St\t85034\t4805550156|480 555 0157\t+1 480 555 0158\tVoIP (fixed)\tY\tpat@example.com\tdoe@example.com;bad@
            """)
        for address in ["12 Oak St, Phoenix, AZ 85034", "1 Far Rd, Tucson, AZ 85701"] {
            let found = try #require(list.contacts(of: person("Pat Doe", address)).first)
            #expect(found.evidence == .listedOwnerAtAddress && found.line.line == 2)
            #expect(found.line.phones.map(\.number) == ["4805550156", "4805550157", "4805550158"])
            #expect(found.line.phones.map(\.type) == [nil, nil, "VoIP (fixed)"])
            #expect(found.line.phones.allSatisfy { $0.isDoNotCall == true })
            #expect(found.line.emails.map(\.address) == ["pat@example.com", "doe@example.com"])
        }
    }

    @Test func aMarkOfOneNumberGoesBeforeTheLines() throws {
        let list = try list("name,phone 1,phone 1 dnc,phone 2,dnc\nPat Doe,4805550156,no,4805550157,yes\n")
        let phones = list.contacts(of: person("Pat Doe", "")).first?.line.phones
        #expect(phones?.map(\.isDoNotCall) == [false, true])
    }

    @Test func linesWithoutAContactAreNone() throws {
        let list = try list("\(Self.header)\nPat Doe,12 Oak St,Phoenix,AZ,85034,unknown\n,,,,,480-555-0156\n")
        #expect(list.count == 0)
    }

    @Test func linesAboutOthersAreNotKept() throws {
        let others = (0..<100).map { "Ann Roe \($0),\($0) Elm Ave,Phoenix,AZ,85034,480-555-0156" }
        let text = ([Self.header] + others + ["PAT  DOE,,,,,480-555-0157"]).joined(separator: "\n")
        // Another 12 is told apart later.
        #expect(try list(text).count == 2)
        #expect(
            try list("first name,last name,phone\nPat,Doe,480-555-0156\nDoe,Ann,480-555-0156\n").count == 1)
    }

    @Test(arguments: [
        ("owner,address\nPat,12 Oak St\n", "no column is one of phones or emails"),
        ("phone,fax\n480-555-0156,\n", "no column tells whose its contacts are"),
        ("phone\n", "no column tells whose its contacts are"),
    ])
    func aListThatCannotServe(_ text: String, _ message: String) {
        #expect {
            _ = try list(text)
        } throws: { ($0 as? ContactListFault)?.message == message }
    }

    @Test func manyLinesOfOneNameAreNotAllLookedAt() throws {
        let lines = (0..<5_000).map { "Pat Doe,\($0) Oak St,Phoenix,AZ,85034,480-555-0156" }
        let list = try list(([Self.header] + lines).joined(separator: "\n"))
        #expect(list.contacts(of: person("Pat Doe", "4999 Oak St, Phoenix, AZ 85034")).count <= 101)
        #expect(
            list.contacts(of: person("Pat Doe", "4999 Oak St, Phoenix, AZ 85034"))
                .contains { $0.evidence == .listedOwnerAtAddress && $0.line.line == 5_001 })
    }

    @Test(arguments: [
        ("12 North Oak Street", "12 N OAK ST"), ("12 N. Oak St.", "12 N OAK ST"),
        ("12 North St", "12 NORTH ST"),
        ("5 Avenue B", "5 AVE B"), ("215-11 67TH AVENUE", "215-11 67TH AVE"), ("1 West Court", "1 WEST CT"),
        ("", ""),
    ])
    func streetsHaveOneWriting(_ street: String, _ key: String) { #expect(StreetName.key(street) == key) }
}
