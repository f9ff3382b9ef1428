/// A person's first and last name out of what stores hold as an owner: `SMITH, JOHN A`, `John Smith Jr.`
package struct OwnerName: Hashable, Sendable {
    package var first: String
    package var last: String

    /// Nil for several people, companies, trusts, estates, and what cannot be told apart.
    package init?(_ owner: String) {
        var parts = Self.parts(of: owner)
        guard let names = parts.first, parts.count <= 2, Self.isPersonal(owner) else { return nil }
        if parts.count == 2 {
            // `SMITH, JOHN A`: what stands before the comma is the last name, all of it.
            guard let given = parts[1].first else { return nil }
            self.init(first: given, last: names.joined(separator: " "))
            return
        }
        parts[0].removeAll { Self.titles.contains(Self.bare($0)) }
        let words = parts[0]
        guard words.count >= 2 else { return nil }
        // County files without commas: `SMITH JOHN A`. A single letter ends no name that begins with the first one.
        if let initial = words.last, Self.bare(initial).count == 1 {
            guard words.count == 3 else { return nil }
            self.init(first: words[1], last: words[0])
            return
        }
        let start = words.dropFirst().firstIndex { Self.particles.contains(Self.bare($0)) }
        self.init(
            first: words[0], last: words[(start ?? words.count - 1)...].joined(separator: " "))
    }

    private init?(first: String, last: String) {
        guard !first.isEmpty, !last.isEmpty else { return nil }
        self.first = first
        self.last = last
    }

    /// The words between commas, without what follows a name (`Jr.`, `et al`).
    private static func parts(of owner: String) -> [[String]] {
        owner.split(separator: ",").map { part in
            part.split(whereSeparator: \.isWhitespace).map(String.init).filter {
                !suffixes.contains(bare($0))
            }
        }.filter { !$0.isEmpty }
    }

    /// One person, as far as the words tell.
    private static func isPersonal(_ owner: String) -> Bool {
        let isReadable = owner.allSatisfy {
            $0.isLetter || $0.isWhitespace || "'’.,-".contains($0)
        }
        guard isReadable else { return false }
        let words = owner.split { $0.isWhitespace || $0 == "," }.map { bare(String($0)) }
        return !words.contains { impersonal.contains($0) }
    }

    /// In capitals, without the dots of an abbreviation.
    private static func bare(_ word: String) -> String {
        word.uppercased().filter { $0 != "." && $0 != "'" && $0 != "’" }
    }

    private static let titles: Set<String> = ["MR", "MRS", "MS", "MISS", "DR", "HON"]
    private static let suffixes: Set<String> = ["JR", "SR", "II", "III", "IV", "ESQ", "MD", "PHD"]
    /// Words that begin a last name of several.
    private static let particles: Set<String> = [
        "DE", "DEL", "DELA", "DER", "DI", "DA", "DOS", "DU", "LA", "LE", "VAN", "VON", "TEN", "SAINT", "ST",
        "EL", "BIN",
    ]
    /// Words by which a name is not that of one living person.
    private static let impersonal: Set<String> = [
        // More than one, or one that nobody can ask.
        "AND", "OR", "ETAL", "ETUX", "ETVIR", "ET", "ESTATE", "EST", "HEIR", "HEIRS", "DECEASED",
        "DECD", "UNKNOWN", "OWNER", "OWNERS", "OCCUPANT", "RESIDENT", "CURRENT", "FAMILY", "OF", "THE", "CO",
        // Trusts.
        "TRUST", "TRUSTS", "TRUSTEE", "TRUSTEES", "TR", "TRS", "TTEE", "TTEES", "LIVING", "REVOCABLE",
        "IRREVOCABLE", "TESTAMENTARY", "REV",
        // Companies.
        "LLC", "LC", "INC", "INCORPORATED", "CORP", "CORPORATION", "COMPANY", "LTD", "LIMITED", "LP", "LLP",
        "LLLP", "PLLC", "PC", "PA", "NA", "BANK", "MORTGAGE", "LENDING", "LOAN", "LOANS", "CREDIT", "FUND",
        "FUNDING", "CAPITAL", "HOLDING", "HOLDINGS", "PROPERTY", "PROPERTIES", "INVESTMENT", "INVESTMENTS",
        "INVESTORS", "REALTY", "RENTALS", "GROUP", "PARTNERS", "PARTNERSHIP", "ENTERPRISES", "VENTURES",
        "MANAGEMENT", "DEVELOPMENT", "BUILDERS", "HOMES", "HOUSING", "ACQUISITIONS", "SERVICES", "SOLUTIONS",
        "INTERNATIONAL", "ASSOCIATES",
        // Public and common bodies.
        "ASSOCIATION", "ASSN", "HOA", "CHURCH", "MINISTRIES", "FOUNDATION", "CITY", "COUNTY", "STATE", "TOWN",
        "DEPARTMENT", "DEPT", "AUTHORITY", "DISTRICT", "SCHOOL", "UNIVERSITY", "FEDERAL", "NATIONAL",
    ]
}
