internal import CvxDomain

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

/// Moments as HTTP writes them (RFC 9110, 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else, the two obsolete forms included.
    static func seconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT",
            let day = Int(words[1]), let month = months.firstIndex(of: String(words[2])),
            let year = Int(words[3]), let date = Day(year: year, month: month + 1, day: day)
        else { return nil }
        let time = words[4].split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) ?? -1 }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]),
            (0...60).contains(time[2])
        else { return nil }
        return date.number * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
    }
}
