import CvxDomain
import CvxServices
import Testing

/// Rows that are left out before they are compared: never one that would have matched.
@Suite struct ContactSieveTests {
    private struct Row {
        var owner: String
        var address: String
        var person: ContactPerson {
            ContactPerson(owner: owner, PostalAddress(address, city: "Mesa", state: "AZ"))
        }
    }

    private static let owners = [
        "KING, RENÉE", "Renée King", "renee king", "SMITH, JOHN & MARY", "John Smith & Mary",
        "MARY  smith john", "Smith",
        "O'Brien Pat", "pat o brien", "", "&,", "Ann-Marie Lee", "LEE ANN-MARIE", "Lee Ann Marie",
        "King King", "king, king",
    ]
    private static let addresses = [
        "12 Oak St", "12 OAK STREET, Mesa, AZ 85201", " 12, Oak Str.", "12-A Oak St", "012 Oak St",
        "Avenue B 7", "ave b 7",
        "One Main Pl", "ONE MAIN PLACE", "#4 Elm Ct", "", "12½ Oak St", "Oak", "12", ", 12 Oak St",
    ]

    @Test func whatMatchesIsLetThrough() {
        let rows = Self.owners.flatMap { owner in Self.addresses.map { Row(owner: owner, address: $0) } }
        var matches = 0
        for wanted in rows {
            let person = wanted.person
            let sieve = ContactSieve([person])
            for row in rows {
                let other = row.person
                let isSame =
                    !person.owner.isEmpty && other.owner == person.owner
                    || !person.address.isEmpty && other.address == person.address
                if !isSame { continue }
                matches += 1
                #expect(
                    sieve.letsThrough(
                        owner: Array(row.owner.utf8)[...], address: Array(row.address.utf8)[...]),
                    "\(wanted) \(row)")
            }
        }
        #expect(matches > 10_000)
    }

    @Test func mostOthersAreNot() {
        let sieve = ContactSieve([Row(owner: "Ann Lee", address: "12 Oak St").person])
        func passes(_ owner: String, _ address: String) -> Bool {
            sieve.letsThrough(owner: Array(owner.utf8)[...], address: Array(address.utf8)[...])
        }
        #expect(passes("LEE, ANN", "9 Elm St") && passes("Bob King", "12 Elm St"))
        #expect(!passes("Ann Lea", "9 Elm St") && !passes("Bob King", "Elm St") && !passes("", ""))
        #expect(!passes("Ann Ann", "13 Oak St") && !passes("Lee", "112 Oak St"))
    }
}
