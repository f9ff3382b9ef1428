package import CvxDomain

/// Everything that says whom not to call or write to: the house's own list with the opt-outs, and the national and
/// states' lists that were imported. What rows of stores say themselves (`is_dnc`) is not in it. All of the workspace's
/// entries are looked at, whichever organization the session is inside: a number that opted out opted out.
package protocol DoNotCallList: AnyObject {
    /// What forbids calls and texts to each of the numbers, the opt-outs first; numbers that nothing forbids are left
    /// out. Meant for many at once: a million take less than a second.
    ///
    /// - Parameter now: what has expired by then no longer forbids
    /// - Throws: what the stores throw; a list that cannot be read is an error, never an empty list
    func marks(on numbers: [NANPNumber], at now: Instant) throws -> [NANPNumber: [DoNotCallMark]]

    /// What forbids email to each of the addresses, under the address as it was given; they compare ignoring case.
    func marks(on addresses: [String], at now: Instant) throws -> [String: [DoNotCallMark]]

    /// The lists that were imported; empty where none was.
    func imported() throws -> [ImportedDoNotCallList]
}

extension DoNotCallList {
    /// The national list; nil where none was imported.
    package func national() throws -> ImportedDoNotCallList? {
        try imported().first { $0.list == .national }
    }
}

/// A list of numbers that somebody else keeps.
package struct ImportedDoNotCallList: Hashable, Sendable {
    package var list: DoNotCallMark.List
    /// The day whose state the file has.
    package var asOf: Day
    package var importedAt: Instant
    /// Numbers in it.
    package var count: Int
    /// The file's name, and who imported it.
    package var file: String
    package var by: String

    package init(
        list: DoNotCallMark.List, asOf: Day, importedAt: Instant, count: Int, file: String = "",
        by: String = ""
    ) {
        self.list = list
        self.asOf = asOf
        self.importedAt = importedAt
        self.count = count
        self.file = file
        self.by = by
    }

    /// Days after which the list has to be fetched again: 47 CFR 64.1200(c)(2)(i)(D).
    package static let greatestAge: Int64 = 31

    /// Days; 0 for a list of today's, and for one of a day that is yet to come.
    package func age(on day: Day) -> Int64 { max(0, day.number - asOf.number) }

    package func isStale(on day: Day) -> Bool { age(on: day) > Self.greatestAge }
}
