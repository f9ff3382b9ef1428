import CvxDomain

/// A cell as tables and cards show it.
struct DisplayCell {
    var text: String
    var isNull = false

    /// Text is escaped for a terminal; of more than `limit` bytes only the beginning is kept, so that a few
    /// huge values do not fill the memory.
    init(_ cell: RowBatch.Cell, in batch: borrowing RowBatch, options: RenderOptions, limit: Int) {
        switch cell.kind {
        case .null:
            text = options.unicode ? "∅" : "NULL"
            isNull = true
        case .bool: text = cell.bits != 0 ? "true" : "false"
        case .int: text = String(cell.int)
        case .decimal: text = HumanText.decimal(cell.double)
        case .money: text = HumanText.money(cell.int)
        case .percent: text = HumanText.percent(cell.double)
        case .date: text = HumanText.date(cell.int)
        case .instant: text = options.display(cell.int)
        case .duration: text = HumanText.duration(cell.int)
        case .text, .json:
            let bytes = batch.bytes(of: cell)
            let isCut = bytes.count > limit
            text = Escaping.visible(String(decoding: bytes.prefix(limit), as: UTF8.self))
            if isCut { text += options.ellipsis }
        case .blob:
            let bytes = batch.bytes(of: cell)
            text = "0x" + bytes.prefix(16).map { Self.hex($0) }.joined()
            if bytes.count > 16 {
                text += "\(options.ellipsis) (\(HumanText.grouped(Int64(bytes.count))) bytes)"
            }
        }
    }

    init(text: String, isNull: Bool = false) {
        self.text = text
        self.isNull = isNull
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

extension RenderOptions {
    var ellipsis: String { unicode ? "…" : "..." }
}

extension ResultColumn {
    /// The name, and the unit where there is one: `duration (min)`.
    var header: String {
        let name = Escaping.visible(name)
        guard let unit else { return name }
        return "\(name) (\(Escaping.visible(unit)))"
    }

    /// Shown flush right and never cut.
    var isNumeric: Bool {
        switch type {
        case .int, .decimal, .money, .percent, .duration: true
        default: false
        }
    }
}

extension RowBatch.Cell.Kind {
    var isNumeric: Bool {
        switch self {
        case .int, .decimal, .money, .percent, .duration: true
        default: false
        }
    }
}
