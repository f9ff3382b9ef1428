extension RowBatch {
    /// One value by itself, of a column of the type.
    package func scalar(_ row: Int, _ column: Int, _ type: ColumnType) -> Scalar {
        let cell = self[row, column]
        switch cell.kind {
        case .null: return .null
        case .bool: return .bool(cell.bits != 0)
        case .int: return .int(cell.int)
        case .decimal: return .decimal(cell.double)
        case .money: return .money(Money(tenThousandths: cell.int))
        case .percent: return .percent(cell.double)
        case .date: return .date(Day(number: cell.int))
        case .instant: return .instant(Instant(milliseconds: cell.int))
        case .duration: return .duration(TimeSpan(milliseconds: cell.int))
        case .text, .json, .blob:
            let text = text(of: cell)
            switch type {
            case .phone: return .phone(text)
            case .vocabulary(let name): return .symbol(name, text)
            default: return .text(text)
            }
        }
    }
}
