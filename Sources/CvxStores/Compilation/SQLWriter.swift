import CvxDomain

/// What is gathered while a plan is compiled: bound values, aliases in use, functions of ours that are called.
struct SQLWriter {
    private(set) var parameters: [Scalar] = []
    private var numbers: [Scalar: Int] = [:]
    private var aliases = 0
    /// Functions of ours, and how often each is called.
    private(set) var calls: [String: Int] = [:]
    var functions: Set<String> { Set(calls.keys) }

    /// A bound value's place in the SQL: values are never written into it.
    mutating func bind(_ value: Scalar) -> String {
        if let number = numbers[value] { return "?\(number)" }
        parameters.append(value)
        numbers[value] = parameters.count
        return "?\(parameters.count)"
    }

    mutating func alias() -> String {
        defer { aliases += 1 }
        return "t\(aliases)"
    }

    /// A function of ours that SQL written elsewhere calls.
    mutating func uses(_ function: String) { calls[function, default: 0] += 1 }

    /// A call of a function that cvx adds to SQLite.
    mutating func call(_ function: String, _ arguments: String...) -> String {
        uses(function)
        return "\(function)(\(arguments.joined(separator: ", ")))"
    }

    /// A SELECT that gives nothing, with columns of these names.
    static func noRows(_ names: [String]) -> String {
        let columns = names.isEmpty ? "NULL" : names.map { "NULL AS \($0)" }.joined(separator: ", ")
        return "SELECT \(columns) WHERE FALSE"
    }

    static func identifier(_ name: String) -> String {
        var quoted = "\""
        for character in name.unicodeScalars {
            if character == "\"" { quoted += "\"\"" } else { quoted.unicodeScalars.append(character) }
        }
        return quoted + "\""
    }

    /// Only for words of ours: store names, vocabulary.
    static func literal(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

/// What a name means while an expression is compiled.
enum SQLScope {
    case home(HomeScope)
    /// Columns that an inner SELECT made: name to SQL.
    case derived([String: String])
}

/// One arm of a scan: a home's table under an alias.
struct HomeScope {
    var entity: BoundEntity
    var home: BoundHome
    var alias: String

    func column(_ column: BoundColumn) -> String {
        "\(alias).\(SQLWriter.identifier(column.name))"
    }
}
