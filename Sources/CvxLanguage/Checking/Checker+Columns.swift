// The columns that items make, and what they are called.
extension Checker {
    /// Items with the names that their columns get: the given one, else the field's, else the expression's text.
    mutating func columns(_ items: [Item], taken: [String] = []) throws -> [CheckedColumn] {
        var used = Set(taken.map(\.foldedWord))
        var columns: [CheckedColumn] = []
        for item in items {
            let value = try check(item.value)
            if value.type == .secret {
                report(.typeMismatch, "a secret cannot be shown", at: item.value.span)
            }
            if let name = item.name {
                if !used.insert(name.text.foldedWord).inserted {
                    report(.duplicateName, "two columns are called `\(name.text)`", at: name.span)
                }
                columns.append(CheckedColumn(name: name.text, value: value))
                continue
            }
            var name = columnName(of: item.value, value)
            if !used.insert(name.foldedWord).inserted {
                name = source.text(item.value.span)
                var number = 2
                while !used.insert(name.foldedWord).inserted {
                    name = "\(source.text(item.value.span)) \(number)"
                    number += 1
                }
            }
            columns.append(CheckedColumn(name: name, value: value))
        }
        return columns
    }

    private func columnName(of expression: Expression, _ checked: CheckedExpression) -> String {
        switch expression.kind {
        case .name(let name), .rowField(let name), .member(_, let name):
            if case .field(let path) = checked.kind, name.text.foldedWord == path.field.foldedWord {
                return path.field
            }
            return name.text
        case .call(let callee, let arguments):
            guard case .name(let function) = callee.kind else { break }
            guard let first = arguments.first else { return function.text }
            if case .name(let argument) = first.value.kind, arguments.count == 1 {
                return "\(function.text)_\(argument.text)"
            }
        default: break
        }
        return source.text(expression.span)
    }
}
