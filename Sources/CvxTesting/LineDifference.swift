/// A line of the comparison of two texts.
package enum LineDifference: Sendable, Equatable {
    case same(String)
    case expected(String)
    case found(String)
    /// Lines that are the same, left out.
    case omitted(Int)

    /// So many lines that are the same stand around what differs.
    static let context = 3
    /// Beyond so many lines that differ the two blocks are shown one after the other.
    static let limit = 1_000

    /// Every line of both texts.
    package static func compare(_ expected: String, _ found: String) -> [LineDifference] {
        let (old, new) = (lines(expected), lines(found))
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start,
            old[old.count - 1 - end] == new[new.count - 1 - end]
        {
            end += 1
        }
        let middle = between(old[start..<(old.count - end)], new[start..<(new.count - end)])
        return old[..<start].map { .same($0) } + middle + old[(old.count - end)...].map { .same($0) }
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" {
            lines.removeLast()
        } else if let last = lines.popLast() {
            lines.append(last + " (no line end)")
        }
        return lines
    }

    /// By the longest common subsequence.
    private static func between(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [LineDifference] {
        guard old.count <= limit, new.count <= limit, !old.isEmpty, !new.isEmpty else {
            return old.map { .expected($0) } + new.map { .found($0) }
        }
        let (old, new) = (Array(old), Array(new))
        // lengths[i][j]: of what the texts from lines i and j on have in common.
        var lengths = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                lengths[i][j] =
                    old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
            }
        }
        var (i, j) = (0, 0)
        var result: [LineDifference] = []
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                result.append(.same(old[i]))
                (i, j) = (i + 1, j + 1)
            } else if j == new.count || i < old.count && lengths[i + 1][j] >= lengths[i][j + 1] {
                result.append(.expected(old[i]))
                i += 1
            } else {
                result.append(.found(new[j]))
                j += 1
            }
        }
        return result
    }

    /// With the lines left out that are far from any that differs.
    package static func shortened(_ lines: [LineDifference]) -> [LineDifference] {
        var isNear = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            for near in max(0, index - context)...min(lines.count - 1, index + context) {
                isNear[near] = true
            }
        }
        var result: [LineDifference] = []
        var omitted = 0
        for (index, line) in lines.enumerated() {
            if isNear[index] {
                if omitted > 0 { result.append(.omitted(omitted)) }
                omitted = 0
                result.append(line)
            } else {
                omitted += 1
            }
        }
        if omitted > 0 { result.append(.omitted(omitted)) }
        return result
    }
}
