extension Money {
    /// In the language's form: `$5`, `$2.24`, `$0.0225`.
    package var text: String {
        let (dollars, rest) = tenThousandths.magnitude.quotientAndRemainder(dividingBy: 10_000)
        let sign = tenThousandths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)$\(dollars)" }
        let digits = String(rest)
        var decimals = String(repeating: "0", count: 4 - digits.count) + digits
        if decimals.hasSuffix("00") { decimals.removeLast(2) }
        return "\(sign)$\(dollars).\(decimals)"
    }
}
