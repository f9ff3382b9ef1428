/// How long to wait before a call is sent again: twice as long each time, with a part left to chance so that many do not
/// come back at once, and never less than the provider asked for.
package struct RetryDelay: Sendable {
    /// Milliseconds before the first repetition.
    package var first: Int64 = 500
    package var longest: Int64 = 30_000
    /// A provider that wants to be left alone for longer is not waited for.
    package static let patience: Int64 = 60_000

    package init() {}

    /// Milliseconds; nil where waiting is no use.
    ///
    /// - Parameter attempt: how often it was sent, from 1
    package func milliseconds(
        after attempt: Int, asked: Int64?, using random: inout some RandomNumberGenerator
    ) -> Int64? {
        if let asked, asked > Self.patience { return nil }
        let full = min(longest, first << Int64(min(max(attempt - 1, 0), 16)))
        return max(asked ?? 0, Int64.random(in: full / 2...full, using: &random))
    }
}
