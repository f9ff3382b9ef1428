/// A picture being put together; coordinates in pixels from the upper left, rounded to hundredths.
struct SVG {
    private let width: Double
    private let height: Double
    private var body: String

    init(title: String?, width: Double, height: Double) {
        self.width = width
        self.height = height
        body = ""
        guard let title else { return }
        let escaped = HTMLText.escaped(Escaping.visible(title))
        body = "<title>\(escaped)</title>\n<text x=\"\(Self.number(width / 2))\" y=\"18\" "
        body += "text-anchor=\"middle\" font-weight=\"bold\">\(escaped)</text>\n"
    }

    var document: String {
        let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        let box = "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
        return """
            <svg xmlns="http://www.w3.org/2000/svg" \(size) \(box) font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            \(body)</svg>

            """
    }

    func text(_ x: Double, _ y: Double, _ text: String, anchor: String) -> SVG {
        let content = HTMLText.escaped(Escaping.visible(text))
        return adding("<text \(Self.at(x, y)) text-anchor=\"\(anchor)\">\(content)</text>")
    }

    func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> SVG {
        let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        return adding("<rect \(Self.at(x, y)) \(size) fill=\"#3b82f6\"/>")
    }

    func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> SVG {
        let start = "x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\""
        let end = "x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\""
        return adding("<line \(start) \(end) stroke=\"#888\"/>")
    }

    func circle(_ x: Double, _ y: Double, _ radius: Double) -> SVG {
        let center = "cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\""
        return adding("<circle \(center) r=\"\(Self.number(radius))\" fill=\"#3b82f6\"/>")
    }

    func polyline(_ points: [(Double, Double)]) -> SVG {
        let list = points.map { "\(Self.number($0.0)),\(Self.number($0.1))" }.joined(separator: " ")
        return adding("<polyline points=\"\(list)\" fill=\"none\" stroke=\"#3b82f6\" stroke-width=\"2\"/>")
    }

    private func adding(_ element: String) -> SVG {
        var copy = self
        copy.body += element + "\n"
        return copy
    }

    private static func at(_ x: Double, _ y: Double) -> String { "x=\"\(number(x))\" y=\"\(number(y))\"" }

    private static func number(_ value: Double) -> String {
        HumanText.decimal((value * 100).rounded() / 100)
    }
}
