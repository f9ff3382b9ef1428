import CvxDomain
import Testing

@Suite struct DelimitedTableTests {
    private func rows(_ text: String) throws -> [DelimitedRow] {
        var table = DelimitedTable()
        var rows: [DelimitedRow] = []
        try Array(text.utf8).withUnsafeBytes { try table.read($0) { rows.append($0) } }
        try table.end { rows.append($0) }
        return rows
    }

    private func fault(_ text: String) -> DelimitedFault? {
        do {
            _ = try rows(text)
            return nil
        } catch {
            return error as? DelimitedFault
        }
    }

    @Test func fieldsAreFoundByTheirNames() throws {
        let rows = try rows(
            "Owner Name;phone_1;;E-Mail\n Ada Example ;480-555-0156;x;\n\"a\nb\";;;\nlast;1\n")
        #expect(rows.map(\.line) == [2, 3, 5])
        #expect(rows[0]["ownerName"] == "Ada Example")
        #expect(rows[0]["Phone 1"] == "480-555-0156")
        #expect(rows[0]["email"] == nil)
        #expect(rows[0]["fax"] == nil)
        #expect(rows[0].fields.map(\.name) == ["Owner Name", "phone_1"])
        #expect(rows[1]["owner_name"] == "a\nb")
        #expect(rows[2].fields.map(\.text) == ["last", "1"])
    }

    @Test func raggedRowsAreTakenWhereNothingIsLost() throws {
        let rows = try rows("a,b\n1\n1,2,, \n,,,\n")
        #expect(rows.map { $0["b"] } == [nil, "2"])
        #expect(
            fault("a,b\n1,2\n1,2,,x\n")
                == DelimitedFault(.tooManyFields(expected: 2), at: DelimitedPlace(line: 3, column: 6)))
    }

    @Test func aHeaderMustTellColumnsApart() {
        #expect(fault("")?.kind == .noHeader)
        #expect(fault("\n\n")?.kind == .noHeader)
        #expect(fault(",,\n1,2,3\n")?.kind == .noHeader)
        #expect(
            fault("a,Phone 1,phone_1\n")
                == DelimitedFault(.repeatedName("phone_1"), at: DelimitedPlace(line: 1, column: 11)))
    }

    @Test func whatBodyThrowsEndsIt() {
        struct Enough: Error {}
        var table = DelimitedTable()
        #expect(throws: Enough.self) {
            try Array("a\n1\n2\n".utf8).withUnsafeBytes { try table.read($0) { _ in throw Enough() } }
        }
    }
}
