internal import Glibc

/// The time zone database of the system (the package tzdata). Read here, not through Foundation: linking that took
/// 0.3 ms of every start, and its own copy of the database as much again where a day was asked for.
package enum ZoneDatabase {
    private static let folder = "/usr/share/zoneinfo/"

    /// The rules of a zone such as `America/Phoenix`; nil where the database has no such zone.
    package static func rules(_ name: String) -> ZoneRules? {
        let isName = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "/_+-".utf8.contains(byte)
        }
        // Neither an absolute path nor, without dots, one that leads out.
        guard isName, !name.hasPrefix("/") else { return nil }
        return rules(at: folder + name)
    }

    /// The rules that the user (`TZ`) or else the system has set; UTC where there are none.
    package static func localRules() -> ZoneRules? {
        guard let variable = getenv("TZ") else { return rules(at: "/etc/localtime") }
        var text = String(cString: variable)
        if text.hasPrefix(":") { text.removeFirst() }
        if text.hasPrefix("/") { return rules(at: text) }
        return rules(text) ?? YearlyRule(Array(text.utf8)[...]).map(ZoneRules.init)
    }

    /// The names of places, one to each zone of a country.
    package static func names() -> [String] {
        // # comment, or: country, coordinates, name
        String(decoding: bytes(at: folder + "zone.tab") ?? [], as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.compactMap { line in
                let columns = line.split(separator: "\t")
                return columns.count > 2 ? String(columns[2]) : nil
            }
    }

    private static func rules(at path: String) -> ZoneRules? { bytes(at: path).flatMap(ZoneRules.init) }

    private static func bytes(at path: String) -> [UInt8]? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        // The longest is 20 KB; whatever else a name leads to is not read to its end.
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes[..<count])
    }
}
