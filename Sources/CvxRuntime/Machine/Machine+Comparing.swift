import CvxDomain
import CvxLanguage

extension Machine {
    /// Whether two values stand to one another as `CheckedExpression.Comparison.number` says.
    @inline(never)
    func compare(_ comparison: Int, _ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.int(let a), .int(let b)): return Self.holds(comparison, a < b ? -1 : a > b ? 1 : 0)
        case (.decimal(let a), .decimal(let b)): return Self.holds(comparison, a, b)
        case (.int(let a), .decimal(let b)): return Self.holds(comparison, Double(a), b)
        case (.decimal(let a), .int(let b)): return Self.holds(comparison, a, Double(b))
        case (.money(let a), .money(let b)): return Self.holds(comparison, a < b ? -1 : a > b ? 1 : 0)
        case (.object(let a), .object(let b)) where comparison < 2 && a.tag == .text && b.tag == .text:
            let isEqual =
                unsafeDowncast(a, to: TextObject.self).text.utf8
                .elementsEqual(unsafeDowncast(b, to: TextObject.self).text.utf8)
            return isEqual == (comparison == 0)
        default: return compareKinds(comparison, left, right)
        }
    }

    private static func holds(_ comparison: Int, _ order: Int) -> Bool {
        switch comparison {
        case 0: order == 0
        case 1: order != 0
        case 2: order < 0
        case 3: order <= 0
        case 4: order > 0
        default: order >= 0
        }
    }

    /// As the order of numbers has it: what is no number is neither less nor greater.
    private static func holds(_ comparison: Int, _ a: Double, _ b: Double) -> Bool {
        holds(comparison, a < b ? -1 : a > b ? 1 : 0)
    }

    private func compareKinds(_ comparison: Int, _ left: Value, _ right: Value) -> Bool {
        // A day beside a moment is the whole day.
        if let (moment, from, to) = span(left, right) {
            switch comparison {
            case 0: return from <= moment && moment < to
            case 1: return !(from <= moment && moment < to)
            case 2: return moment < from
            case 3: return moment < to
            case 4: return moment >= to
            default: return moment >= from
            }
        }
        guard case .scalar(let a) = left.kind, case .scalar(let b) = right.kind else {
            return comparison == 0 ? left == right : comparison == 1 && left != right
        }
        if a.isNull || b.isNull {
            switch comparison {
            case 0: return a.isNull && b.isNull
            case 1: return a.isNull != b.isNull
            default: return false
            }
        }
        guard let order = Arithmetic(moments: moments).order(a, b) else { return comparison == 1 }
        return Self.holds(comparison, order)
    }

    private func span(_ left: Value, _ right: Value) -> (Instant, Instant, Instant)? {
        switch (left, right) {
        case (.instant(let moment), .date): moments.bounds(right).map { (moment, $0.from, $0.to) }
        case (.instant(let moment), .object(let other)) where other.tag == .period:
            moments.bounds(right).map { (moment, $0.from, $0.to) }
        case (.date(let day), .object(let other)) where other.tag == .period:
            moments.bounds(right).map { (zone.startOfDay(day), $0.from, $0.to) }
        default: nil
        }
    }

    /// Null is in no list.
    func contains(_ wanted: Value, in list: Value, ignoringCase: Bool = false) -> Bool {
        if wanted.isNull { return false }
        func isSame(_ item: Value) -> Bool {
            ignoringCase ? equalFolded(wanted, item) : compare(0, wanted, item)
        }
        if case .object(let object) = list, object.tag == .list {
            return unsafeDowncast(object, to: ListObject.self).items.contains(where: isSame)
        }
        return Self.items(list).contains(where: isSame)
    }

    func equalFolded(_ left: Value, _ right: Value) -> Bool {
        let (left, right) = (left.scalar, right.scalar)
        return !left.isNull && !right.isNull && TextFolding.equal(left.text, right.text)
    }

    func test(_ subject: Value, _ pattern: Value, site number: Int) throws -> Bool {
        let (text, part) = (subject.scalar, pattern.scalar)
        if text.isNull || part.isNull { return false }
        let code = state.pointee.code._withUnsafeGuaranteedRef { $0 }
        switch code.tests[number].test {
        case .contains: return TextFolding.contains(text.text, part.text)
        case .startsWith: return TextFolding.starts(text.text, with: part.text)
        case .endsWith: return TextFolding.ends(text.text, with: part.text)
        case .like: return TextFolding.like(text.text, part.text)
        case .matches:
            let wanted = part.text
            if let known = code.tests[number].pattern, known.text == wanted {
                return try known.regex.firstMatch(in: text.text) != nil
            }
            let regex = try Evaluator.checkPattern(wanted, at: code.tests[number].span)
            code.tests[number].pattern = (wanted, regex)
            return try regex.firstMatch(in: text.text) != nil
        }
    }
}
