extension HTTPResponse {
    /// Milliseconds that the server asks to be left alone, from `Retry-After`: seconds, or a moment, which counts from the
    /// server's own `Date`, as its clock and ours may differ. Nil where it does not say; a week at most.
    package var retryAfter: Int64? {
        guard let text = header("retry-after")?.trimmingBlanks, !text.isEmpty else { return nil }
        if let seconds = Double(text), seconds.isFinite {
            return Int64(min(max(0, seconds * 1_000), Double(Self.week)))
        }
        guard let moment = HTTPDate.seconds(text), let now = header("date").flatMap(HTTPDate.seconds) else {
            return nil
        }
        return min(max(0, moment - now) * 1_000, Self.week)
    }

    private static let week: Int64 = 7 * 86_400_000
}

extension String {
    fileprivate var trimmingBlanks: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
