/// Dots in a terminal: two by four to a cell in Unicode, one to a cell in ASCII.
struct BrailleCanvas {
    let width: Int
    let height: Int
    private let unicode: Bool
    private var cells: [UInt8]

    /// In terminal cells.
    init(width: Int, height: Int, unicode: Bool) {
        self.width = max(1, width)
        self.height = max(1, height)
        self.unicode = unicode
        cells = Array(repeating: 0, count: self.width * self.height)
    }

    var dotWidth: Int { unicode ? width * 2 : width }
    var dotHeight: Int { unicode ? height * 4 : height }

    /// `x` and `y` run from 0 to 1, from the lower left.
    mutating func plot(_ x: Double, _ y: Double) {
        set(Int((x * Double(dotWidth - 1)).rounded()), Int(((1 - y) * Double(dotHeight - 1)).rounded()))
    }

    mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
        let steps = max(
            1,
            Int(
                max(
                    (end.x - start.x).magnitude * Double(dotWidth),
                    (end.y - start.y).magnitude * Double(dotHeight)))
        )
        for step in 0...steps {
            let part = Double(step) / Double(steps)
            plot(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
        }
    }

    private mutating func set(_ x: Int, _ y: Int) {
        guard x >= 0, y >= 0, x < dotWidth, y < dotHeight else { return }
        guard unicode else {
            cells[y * width + x] = 1
            return
        }
        let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        cells[y / 4 * width + x / 2] |= bits[y % 4][x % 2]
    }

    /// A row of cells without the blanks at its end.
    func row(_ index: Int) -> String {
        var text = ""
        var blanks = 0
        for cell in cells[index * width..<(index + 1) * width] {
            guard cell != 0 else {
                blanks += 1
                continue
            }
            text += String(repeating: " ", count: blanks)
            blanks = 0
            text += unicode ? String(Unicode.Scalar(0x2800 + UInt32(cell)).map(Character.init) ?? " ") : "*"
        }
        return text
    }
}
