import CvxDomain
import Testing

@Suite struct PostalAddressTests {
    @Test(arguments: [
        ("12 Oak St, Phoenix, AZ 85034", "12 Oak St|Phoenix|AZ|85034"),
        ("12 Oak St, Apt 4, Phoenix, AZ 85034-1234", "12 Oak St, Apt 4|Phoenix|AZ|85034-1234"),
        ("12 Oak St,Phoenix,AZ", "12 Oak St|Phoenix|AZ|"),
        ("12 Oak St, St. Louis, MO 63115, USA", "12 Oak St|St. Louis|MO|63115"),
        ("12 Oak St", "12 Oak St|||"),
        ("12 Oak St, #4", "12 Oak St, #4|||"),
        ("  12   Oak St ,  85034", "12 Oak St|||85034"),
        ("\"103 Ardmore Ave", nil),
        (" , ", nil),
        ("?", nil),
    ]) func parts(text: String, expected: String?) {
        let address = PostalAddress(text)
        #expect(address.map { "\($0.street)|\($0.city)|\($0.state)|\($0.zip)" } == expected)
    }

    @Test func columnsCount() {
        let address = PostalAddress("12 Oak St, Mesa, AZ 85201", city: "Mesa", state: "az", zip: "")
        #expect(address?.street == "12 Oak St" && address?.state == "AZ" && address?.zip == "85201")
        // What is no city of its own column stays in the street.
        #expect(PostalAddress("12 Oak St, Rear", city: "Mesa")?.street == "12 Oak St, Rear")
    }

    @Test func moneyInItsForm() {
        #expect(Money(tenThousandths: 22_400).text == "$2.24" && Money(tenThousandths: -50_000).text == "-$5")
        #expect(Money(tenThousandths: 225).text == "$0.0225" && Money(tenThousandths: 0).text == "$0")
    }
}
