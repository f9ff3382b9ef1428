/// A half-open range of byte offsets in one source text.
package struct Span: Hashable, Sendable {
    package var start: UInt32
    package var end: UInt32

    package init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }

    package init(_ start: Int, _ end: Int) {
        self.init(start: UInt32(clamping: start), end: UInt32(clamping: end))
    }

    /// The smallest span that covers both.
    package func union(_ other: Span) -> Span {
        Span(start: min(start, other.start), end: max(end, other.end))
    }

    /// From this one's start up to where the other starts.
    package func start(to other: Span) -> Span { Span(start: start, end: max(start, other.start)) }

    package static let none = Span(start: 0, end: 0)
}
