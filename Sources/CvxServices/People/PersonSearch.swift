package import CvxDomain

/// Finds whom a name means: an id, an email, a first and last name, or a first name that only one has.
package enum PersonSearch {
    /// - Throws: `Refusal` that names the candidates where the name is nobody's or several people's.
    package static func person(called name: String, among people: [Person]) throws -> Person {
        let tests: [(Person) -> Bool] = [
            { $0.id == name },
            { $0.email.map { TextFolding.equal($0, name) } ?? false },
            { $0.fullName.map { TextFolding.equal($0, name) } ?? false },
            { $0.firstName.map { TextFolding.equal($0, name) } ?? false },
        ]
        for test in tests {
            let found = people.filter(test)
            if found.count == 1 { return found[0] }
            guard found.isEmpty else {
                throw Refusal(
                    .unknownPerson, "\(found.count) users are called `\(name)`",
                    help: "say which: \(list(found.map(\.label)))")
            }
        }
        func names(_ person: Person) -> [String] {
            [person.email, person.fullName, person.firstName].compactMap { $0 }
        }
        let near = people.filter { person in
            names(person).contains { !name.isEmpty && TextFolding.contains($0, name) }
        }
        throw Refusal(
            .unknownPerson, "no user is called `\(name)`",
            help: help(near.map(\.label), all: people.map(\.label), of: "users"), word: name,
            candidates: people.flatMap(names))
    }

    /// An id, or a name that only one organization has, ignoring case.
    package static func organization(
        called name: String, among organizations: [OrganizationScope]
    ) throws -> OrganizationScope {
        if let exact = organizations.first(where: { $0.id == name }) { return exact }
        let found = organizations.filter { TextFolding.equal($0.name, name) }
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            let names = organizations.map(\.name)
            let near = names.filter { !name.isEmpty && TextFolding.contains($0, name) }
            throw Refusal(
                .unknownPerson, "no organization is called `\(name)`",
                help: help(near, all: names, of: "organizations"), word: name, candidates: names)
        }
        throw Refusal(
            .unknownPerson, "\(found.count) organizations are called `\(name)`",
            help: "say which by its id: \(list(found.map(\.id)))")
    }

    private static func help(_ near: [String], all: [String], of kind: String) -> String {
        if all.isEmpty { return "the \(kind) table is empty" }
        return near.isEmpty ? "there are \(list(all))" : "perhaps \(list(near))"
    }

    private static func list(_ names: [String]) -> String {
        let names = names.sorted()
        return names.prefix(8).joined(separator: ", ")
            + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }
}
