import CvxDomain

/// What `StoredInstant` does, as SQL: moments in every encoding that stores mix in one column.
enum StoredInstantSQL {
    /// Milliseconds since 1970; NULL where the value is no moment.
    static func milliseconds(_ sql: String) -> String {
        """
        (CASE typeof(\(sql)) WHEN 'integer' THEN \(scaled(sql)) \
        WHEN 'real' THEN CAST(round(\(scaled(sql))) AS INTEGER) \
        WHEN 'text' THEN coalesce(\(written(sql)), \(counted(sql))) END)
        """
    }

    /// The same of a text that is written as a date, with a time or without; NULL for any other.
    static func written(_ sql: String) -> String {
        """
        (CASE WHEN substr(\(sql), 5, 1) = '-' \
        THEN CAST(round((julianday(\(sql)) - 2440587.5) * 86400000.0) AS INTEGER) END)
        """
    }

    private static func counted(_ sql: String) -> String {
        "(CASE WHEN \(isDigits(sql)) THEN \(scaled("CAST(\(sql) AS INTEGER)")) END)"
    }

    /// Days since 1970-01-01; NULL where the value is no day.
    static func day(_ sql: String) -> String {
        """
        (CASE WHEN substr(\(sql), 5, 1) = '-' \
        THEN CAST(julianday(substr(\(sql), 1, 10)) - 2440587.5 AS INTEGER) \
        WHEN typeof(\(sql)) = 'integer' AND abs(\(sql)) < \(StoredInstant.seconds.lowerBound) THEN \(sql) \
        ELSE CAST(floor(\(milliseconds(sql)) / 86400000.0) AS INTEGER) END)
        """
    }

    /// The number is one of seconds.
    static func countsSeconds(_ number: String) -> String {
        let seconds = StoredInstant.seconds
        return "\(number) >= \(seconds.lowerBound) AND \(number) < \(seconds.upperBound)"
    }

    private static func scaled(_ number: String) -> String {
        "iif(\(countsSeconds(number)), \(number) * 1000, \(number))"
    }

    /// The text is a number of those that count as moments.
    static func isDigits(_ sql: String) -> String {
        """
        length(\(sql)) BETWEEN \(StoredInstant.digits.lowerBound) AND \(StoredInstant.digits.upperBound) \
        AND \(sql) NOT GLOB '*[^0-9]*'
        """
    }
}
