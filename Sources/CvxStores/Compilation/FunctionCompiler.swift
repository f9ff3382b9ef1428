import CvxDomain

extension ExpressionCompiler {
    mutating func arithmetic(
        _ op: PlanExpression.Arithmetic, _ left: PlanExpression, _ right: PlanExpression, _ scope: SQLScope
    ) throws -> String {
        let (a, b) = (try value(left, in: scope), try value(right, in: scope))
        switch op {
        case .divide: return "(\(a) / CAST(\(b) AS REAL))"
        case .subtract where left.type == .date && right.type == .date: return "((\(a) - \(b)) * 86400000)"
        default: return "(\(a) \(op.rawValue) \(b))"
        }
    }

    mutating func call(
        _ name: String, _ arguments: [PlanExpression], _ scope: SQLScope
    ) throws -> String {
        let values = try arguments.map { try value($0, in: scope) }
        let first = values.first ?? "NULL"
        let second = values.count > 1 ? values[1] : "NULL"
        switch name {
        case "lower", "upper": return writer.call("cvx_\(name)", first)
        case "trim", "length", "abs": return "\(name)(\(first))"
        case "left": return "substr(\(first), 1, max(\(second), 0))"
        case "right": return "(CASE WHEN \(second) <= 0 THEN '' ELSE substr(\(first), - \(second)) END)"
        case "replace": return "replace(\(values.joined(separator: ", ")))"
        case "round":
            let rounded = "round(\(values.joined(separator: ", ")))"
            return arguments.first?.type == .int ? "CAST(\(rounded) AS INTEGER)" : rounded
        case "floor", "ceil": return "CAST(\(name)(\(first)) AS INTEGER)"
        case "least": return "min(\(first), \(second))"
        case "greatest": return "max(\(first), \(second))"
        case "date":
            return arguments.first?.type == .date ? first : writer.call("cvx_day", first)
        case "year", "month", "day", "weekday", "hour":
            let unit = arguments.first?.type == .date ? "day" : "instant"
            return writer.call("cvx_part", SQLWriter.literal(name), SQLWriter.literal(unit), first)
        case "text": return "CAST(\(first) AS TEXT)"
        case "int", "decimal": return writer.call("cvx_\(name)", first)
        case "digits": return writer.call("cvx_digits", first)
        case "area_code": return "substr(\(writer.call("cvx_phone", first)), 1, 3)"
        default: return "NULL"
        }
    }

    mutating func aggregate(
        _ aggregate: PlanExpression.Aggregate, _ argument: PlanExpression?, _ scope: SQLScope
    ) throws -> String {
        guard let argument else { return "count(*)" }
        let value = try value(argument, in: scope)
        switch aggregate {
        case .count: return "count(\(value))"
        case .countDistinct: return "count(DISTINCT \(value))"
        // Money is added up in whole ten-thousandths: floating-point sums drift by cents.
        case .sum where argument.type == .money:
            return "(sum(CAST(round(\(value) * 10000.0) AS INTEGER)) / 10000.0)"
        case .avg where argument.type == .money:
            return "(sum(CAST(round(\(value) * 10000.0) AS INTEGER)) / 10000.0 / count(\(value)))"
        case .sum, .avg, .min, .max: return "\(aggregate.rawValue)(\(value))"
        }
    }
}
