package import CvxDomain

/// Collects the columns of a result that a chart shows.
///
/// The last numeric column is the values, a numeric, date or instant column before it the positions, and the
/// first column of another kind the labels; `y`, `x` and `label` name others.
package final class ChartCollector: RowSink {
    /// No chart shows more.
    package static let limit = 1_000_000

    package private(set) var data = ChartData(values: [])
    /// More rows came than `limit`; they were left out.
    package private(set) var isCut = false
    private let names: (y: String?, x: String?, label: String?)
    private var places: (y: Int?, x: Int?, label: Int?)

    package init(title: String? = nil, y: String? = nil, x: String? = nil, label: String? = nil) {
        data.title = title
        names = (y, x, label)
    }

    package func begin(_ columns: [ResultColumn]) throws {
        let find = { (name: String?) in name.flatMap { name in columns.firstIndex { $0.name == name } } }
        let isNumber = { (index: Int) in columns[index].isNumeric || columns[index].type == .any }
        let isPlace = { (index: Int) in
            isNumber(index) || columns[index].type == .date || columns[index].type == .instant
        }
        let label = find(names.label) ?? columns.indices.first { !isPlace($0) }
        let y = find(names.y) ?? columns.indices.last { isNumber($0) && $0 != label }
        let x = find(names.x) ?? columns.indices.first { isPlace($0) && $0 != y && $0 != label }
        places = (y, x, label)
        if let y { data.unit = Self.unit(columns[y].type) }
        if let x { data.xUnit = Self.unit(columns[x].type) }
    }

    package func append(_ batch: borrowing RowBatch) throws {
        guard let y = places.y else { return }
        for row in 0..<batch.rowCount {
            guard data.values.count < Self.limit else {
                isCut = true
                return
            }
            data.values.append(Self.number(batch[row, y]))
            if let x = places.x { data.x.append(Self.number(batch[row, x]) ?? .nan) }
            if let label = places.label {
                let cell = batch[row, label]
                data.labels.append(
                    DisplayCell(cell, in: batch, options: RenderOptions(), limit: 200).text)
            }
        }
    }

    package func end() throws {}

    private static func unit(_ type: ColumnType) -> ChartData.Unit {
        switch type {
        case .money: .money
        case .percent: .percent
        case .duration: .seconds
        case .date, .instant: .instant
        default: .plain
        }
    }

    private static func number(_ cell: RowBatch.Cell) -> Double? {
        switch cell.kind {
        case .int, .bool: Double(cell.int)
        case .decimal, .percent: cell.double.isFinite ? cell.double : nil
        case .money: Double(cell.int) / 10_000
        case .duration: Double(cell.int) / 1_000
        case .date: Double(cell.int) * 86_400_000
        case .instant: Double(cell.int)
        case .null, .text, .json, .blob: nil
        }
    }
}
