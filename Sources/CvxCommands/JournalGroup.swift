import CvxServices

/// Entries that one statement wrote one after the other, as a trace does for a few hundred leads at a time: they are listed
/// as one.
struct JournalGroup {
    private(set) var newest: JournalEntry
    private var first: Int64

    /// - Parameter entries: the newest first
    static func of(_ entries: [JournalEntry]) -> [JournalGroup] {
        entries.reduce(into: []) { groups, entry in
            if let last = groups.indices.last, groups[last].takes(entry) { return }
            groups.append(JournalGroup(newest: entry, first: entry.id))
        }
    }

    /// Only what spent money, as each of all others may be undone by itself.
    private mutating func takes(_ entry: JournalEntry) -> Bool {
        var (draft, other) = (newest.draft, entry.draft)
        guard draft.outside != nil, other.outside != nil, entry.id == first - 1, entry.state == newest.state
        else { return false }
        (draft.outside, other.outside) = (nil, nil)
        guard draft == other else { return false }
        first = entry.id
        for count in entry.counts { add(count) }
        return true
    }

    private mutating func add(_ count: JournalEntry.TableCount) {
        let place = newest.counts.firstIndex { $0.store == count.store && $0.table == count.table }
        guard let place else { return newest.counts.append(count) }
        newest.counts[place].added += count.added
        newest.counts[place].updated += count.updated
        newest.counts[place].deleted += count.deleted
    }

    /// `4 leads changed`, with the numbers of its entries where there are several: ` (12…44)`
    var rows: String {
        JournalWords.counts(newest.counts) + (first < newest.id ? " (\(first)…\(newest.id))" : "")
    }
}
