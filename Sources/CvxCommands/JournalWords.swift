import CvxDomain
package import CvxServices

/// Entries of the journal in words.
package enum JournalWords {
    package static func committed(_ entries: [JournalEntry]) -> String {
        guard let first = entries.first, let last = entries.last else { return "committed; 0 rows changed" }
        let ids = first.id == last.id ? "\(first.id)" : "\(first.id) to \(last.id)"
        return "committed · history \(ids)"
    }

    /// `4 leads changed, 2 notes deleted`
    package static func counts(_ counts: [JournalEntry.TableCount]) -> String {
        var parts: [String] = []
        for (word, count) in [
            ("added", \JournalEntry.TableCount.added), ("changed", \.updated), ("deleted", \.deleted),
        ] {
            for entry in counts where entry[keyPath: count] > 0 {
                parts.append("\(entry[keyPath: count]) \(entry.store.rawValue).\(entry.table) \(word)")
            }
        }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }
}
