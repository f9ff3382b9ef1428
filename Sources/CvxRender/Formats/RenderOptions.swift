/// How results are shown. The defaults are those of a file: no colour, no limit to the width.
package struct RenderOptions: Sendable {
    /// Terminal cells to a line; nil when there is no limit.
    package var width: Int?
    package var color = false
    /// Line drawing, `…` and `∅`; plain ASCII otherwise.
    package var unicode = true
    /// Output goes to a terminal: every batch is passed on at once and control characters are escaped.
    package var isTerminal = false
    /// The result is one value, not a table: `count leads` prints `1204`.
    package var isScalar = false
    /// A table shows at most so many rows, the first and the last of them; nil keeps and shows every row.
    package var maxRows: Int? = 40
    /// A table ends in how many rows it has.
    package var showsCount = true
    /// What a card of one row is headed with: `lead clx9f2`.
    package var title: String?
    /// Minutes east of UTC that the session's clock is at an instant, given in milliseconds since 1970.
    package var offset: @Sendable (Int64) -> Int = { _ in 0 }

    package init(width: Int? = nil, color: Bool = false) {
        self.width = width
        self.color = color
    }

    func display(_ milliseconds: Int64) -> String {
        HumanText.instant(milliseconds, offset: offset(milliseconds))
    }
}
