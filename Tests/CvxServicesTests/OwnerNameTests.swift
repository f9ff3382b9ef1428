import CvxServices
import Testing

@Suite struct OwnerNameTests {
    @Test(arguments: [
        ("John Smith", "John", "Smith"),
        ("SMITH, JOHN", "JOHN", "SMITH"),
        ("  SMITH ,  JOHN A ", "JOHN", "SMITH"),
        ("SMITH, JOHN A, JR", "JOHN", "SMITH"),
        ("SMITH JR, JOHN", "JOHN", "SMITH"),
        ("SMITH JOHN A", "JOHN", "SMITH"),
        ("John A. Smith III", "John", "Smith"),
        ("Dr. Ana Maria O'Neil", "Ana", "O'Neil"),
        ("Ronald Saint-Pierre", "Ronald", "Saint-Pierre"),
        ("Juan de la Cruz", "Juan", "de la Cruz"),
        ("VAN DER BERG, PIET", "PIET", "VAN DER BERG"),
        ("Al Smith", "Al", "Smith"),
        ("José Núñez", "José", "Núñez"),
    ])
    func splits(_ owner: String, _ first: String, _ last: String) {
        let name = OwnerName(owner)
        #expect(name?.first == first)
        #expect(name?.last == last)
    }

    @Test(arguments: [
        "", " ", ",", "Smith", "SMITH,", "SMITH, JOHN & MARY", "John and Mary Smith", "SMITH JOHN/MARY",
        "THE SMITH FAMILY TRUST", "SMITH, JOHN TR", "JOHN SMITH TRUSTEE", "ESTATE OF JOHN SMITH",
        "SMITH JOHN EST", "HEIRS OF SMITH, JOHN", "Oak Street Homes L.L.C.", "ACME HOLDINGS INC",
        "CITY OF MESA",
        "SMITH, JOHN ET AL", "4th Street Partners", "John Smith 50%", "A, B, C", "J S A B", "Unknown Owner",
        "\u{0}\u{1B}[2J", "JR SR", "Mr. Smith", "()", "🙂 Smith",
    ])
    func leavesAlone(_ owner: String) {
        #expect(OwnerName(owner) == nil)
    }
}
