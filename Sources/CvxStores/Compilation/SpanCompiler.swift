import CvxDomain

/// Spans of moments, so that an index on the column serves.
extension ExpressionCompiler {
    /// A span over a column that mixes encodings: milliseconds and seconds each by a range of numbers, texts by a range
    /// of days around it and then by the moment.
    mutating func within(
        _ value: PlanExpression, _ from: Scalar?, _ to: Scalar?, _ scope: SQLScope
    ) throws -> String {
        guard case .home(let home) = scope, case .field(let field) = value.kind, field.relations.isEmpty,
            let column = home.searchableInstant(field.name)
        else { return "(\(span(try self.value(value, in: scope), from, to)))" }
        let (start, end) = (from?.milliseconds, to?.milliseconds)
        let ranges = [
            milliseconds(column, from, to), texts(column, from, to), seconds(column, start, end),
        ]
        return "(\(ranges.compactMap { $0 }.map { "(\($0))" }.joined(separator: " OR ")))"
    }

    private mutating func span(_ moment: String, _ from: Scalar?, _ to: Scalar?) -> String {
        let tests =
            (from.map { ["\(moment) >= \(writer.bind($0))"] } ?? [])
            + (to.map { ["\(moment) < \(writer.bind($0))"] } ?? [])
        return tests.joined(separator: " AND ")
    }

    private mutating func milliseconds(_ column: String, _ from: Scalar?, _ to: Scalar?) -> String {
        var tests = [span(column, from, to)]
        // Every number is less than a text.
        if to == nil { tests.append("\(column) < ''") }
        let seconds = StoredInstant.seconds
        if from?.milliseconds.map({ $0 < seconds.upperBound }) ?? true {
            tests.append("\(column) NOT BETWEEN \(seconds.lowerBound) AND \(seconds.upperBound - 1)")
        }
        return tests.joined(separator: " AND ")
    }

    /// Nil where no number of the span counts seconds.
    private mutating func seconds(_ column: String, _ start: Int64?, _ end: Int64?) -> String? {
        let all = StoredInstant.seconds
        let first = max(Double(all.lowerBound), start.map { Double($0) / 1_000 } ?? 0)
        let last = min(Double(all.upperBound), end.map { Double($0) / 1_000 } ?? .infinity)
        guard first < last else { return nil }
        return span(column, .seconds(first), .seconds(last))
    }

    private mutating func texts(_ column: String, _ from: Scalar?, _ to: Scalar?) -> String {
        var tests = [
            "\(column) >= \(from?.milliseconds.map { writer.bind(.text(Self.day(of: $0, plus: -1))) } ?? "''")"
        ]
        if let end = to?.milliseconds {
            tests.append("\(column) < \(writer.bind(.text(Self.day(of: end, plus: 2))))")
        }
        tests.append(span(StoredInstantSQL.written(column), from, to))
        return tests.joined(separator: " AND ")
    }

    private static func day(of milliseconds: Int64, plus days: Int64) -> String {
        Day(number: Int64((Double(milliseconds) / 86_400_000).rounded(.down)) + days).isoText
    }
}

extension Scalar {
    fileprivate var milliseconds: Int64? {
        if case .instant(let instant) = self { instant.milliseconds } else { nil }
    }

    fileprivate static func seconds(_ number: Double) -> Scalar {
        Int64(exactly: number).map(Scalar.int) ?? .decimal(number)
    }
}
