/// Which columns of a table are shown, and how wide.
struct TableLayout: Equatable {
    /// Nil stands for the `…` column where others were left out.
    var columns: [Int?]
    /// In terminal cells, one for each of `columns`.
    var widths: [Int]

    var shownCount: Int { columns.count { $0 != nil } }

    /// Text columns may be cut to this many cells before a column is left out.
    private static let narrowest = 10
    private static let gap = 3
    private static let margin = 1

    /// - Parameters:
    ///   - natural: The width of each column's widest cell.
    ///   - canShrink: False for numbers: a part of a number would be a lie.
    ///   - limit: Cells to a line; nil for no limit.
    ///   - ellipsisWidth: The width of `…` as it will be written.
    init(natural: [Int], canShrink: [Bool], limit: Int?, ellipsisWidth: Int = 1) {
        columns = natural.indices.map { $0 }
        widths = natural
        guard let limit, Self.total(natural) > limit else { return }
        let least = natural.indices.map { canShrink[$0] ? min(natural[$0], Self.narrowest) : natural[$0] }
        var kept = Array(natural.indices)
        var marker = 0
        // The first columns say which row it is, the last is often what was asked for.
        while kept.count > 1, Self.total(kept.map { least[$0] }) + marker > limit {
            kept.remove(at: kept.count > 2 ? kept.count - 2 : 1)
            marker = Self.gap + ellipsisWidth
        }
        var widths = kept.map { least[$0] }
        var spare = limit - Self.total(widths) - marker
        if spare < 0, let only = kept.first, canShrink[only] {
            widths[0] = max(1, widths[0] + spare)
            spare = 0
        }
        // Narrow columns are served first: they lose most when cut.
        for place in kept.indices.sorted(by: { natural[kept[$0]] < natural[kept[$1]] }) where spare > 0 {
            let wanted = min(natural[kept[place]] - widths[place], spare)
            if wanted > 0 {
                widths[place] += wanted
                spare -= wanted
            }
        }
        self.columns = kept
        self.widths = widths
        if let gapIndex = kept.indices.first(where: { kept[$0] != $0 }) ?? (marker > 0 ? kept.count : nil) {
            columns.insert(nil, at: gapIndex)
            self.widths.insert(ellipsisWidth, at: gapIndex)
        }
    }

    private static func total(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + gap * max(0, widths.count - 1) + 2 * margin
    }
}
