import CvxDomain
import CvxServices
import Testing

@Suite struct PersonSearchTests {
    private static let people = [
        person("u1", "ana@acme.example", "Ana", "Lee"), person("u2", "ana.diaz@acme.example", "Ana", "Díaz"),
        person("u3", "bo@acme.example", "Bo", nil), person("u4", nil, "Cem", "Ay"),
        person("bo@acme.example", "odd@acme.example", nil, nil), person("u5", nil, nil, nil),
    ]

    private static func person(_ id: String, _ email: String?, _ first: String?, _ last: String?) -> Person {
        Person(id: id, email: email, firstName: first, lastName: last, role: nil, organization: nil)
    }

    private static let all =
        "there are Cem Ay, ana.diaz@acme.example, ana@acme.example, bo@acme.example, odd@acme.example, u5"

    private func find(_ name: String) throws -> String {
        try PersonSearch.person(called: name, among: Self.people).id
    }

    @Test(arguments: [
        ("u1", "u1"), ("ANA@ACME.example", "u1"), ("ana lee", "u1"), ("ANA DÍAZ", "u2"), ("cem", "u4"),
        ("Bo", "u3"),
        // An id comes before an email.
        ("bo@acme.example", "bo@acme.example"),
    ])
    func finds(_ name: String, _ id: String) throws { #expect(try find(name) == id) }

    @Test func namesCandidatesOfAnAmbiguousName() throws {
        let refusal = #expect(throws: Refusal.self) { try find("Ana") }
        #expect(refusal?.kind == .unknownPerson)
        #expect(refusal?.message == "2 users are called `Ana`")
        #expect(refusal?.help == "say which: ana.diaz@acme.example, ana@acme.example")
    }

    @Test(arguments: [
        ("An", "perhaps ana.diaz@acme.example, ana@acme.example"), ("lee", "perhaps ana@acme.example"),
        ("", all), ("nobody", all),
    ])
    func namesThoseThereAre(_ name: String, _ help: String) throws {
        let refusal = #expect(throws: Refusal.self) { try find(name) }
        #expect(refusal?.help == help)
        #expect(refusal?.candidates.contains("Ana Díaz") == true)
    }

    @Test func manyAreNotListed() throws {
        let many = (10...29).map { Self.person("p\($0)", nil, nil, nil) }
        let refusal = #expect(throws: Refusal.self) { try PersonSearch.person(called: "x", among: many) }
        #expect(refusal?.help == "there are p10, p11, p12, p13, p14, p15, p16, p17 and 12 more")
    }

    @Test func organizations() throws {
        let all = [("o1", "Acme"), ("o2", "Zoë Realty"), ("o3", "ACME"), ("Acme2", "x")].map {
            OrganizationScope(id: $0.0, name: $0.1)
        }
        #expect(try PersonSearch.organization(called: "ZOË realty", among: all).id == "o2")
        #expect(try PersonSearch.organization(called: "o3", among: all).id == "o3")
        let ambiguous = #expect(throws: Refusal.self) {
            try PersonSearch.organization(called: "acme", among: all)
        }
        #expect(ambiguous?.help == "say which by its id: o1, o3")
        #expect(throws: Refusal.self) { try PersonSearch.organization(called: "", among: all) }
    }
}
