/// The columns of a delimited text, as its first record names them.
package struct DelimitedHeader: Sendable {
    /// As they are written, without blanks around; empty where a column has no name.
    package let names: [String]
    private let indices: [String: Int]

    /// - Throws: `DelimitedFault` where no column has a name, or two have the same.
    init(_ record: DelimitedRecord) throws {
        names = (0..<record.count).map { record.trimmedText($0) ?? "" }
        var indices: [String: Int] = [:]
        for (index, name) in names.enumerated() where !Self.key(name).isEmpty {
            guard indices.updateValue(index, forKey: Self.key(name)) == nil else {
                throw DelimitedFault(.repeatedName(name), at: record.place(index))
            }
        }
        if indices.isEmpty { throw DelimitedFault(.noHeader, at: record.place(0)) }
        self.indices = indices
    }

    /// Where a column stands: case, blanks and signs in names do not count, so `Owner Name` is `owner_name`.
    package func index(of name: String) -> Int? { indices[Self.key(name)] }

    private static func key(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
