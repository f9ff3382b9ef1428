import CvxLanguage

/// A pipeline over a store's rows whose later stages no store works out: what can be asked is, the rest is done in
/// memory with what was answered.
struct PipelineSplit {
    let asked: [CheckedPipeline.Operation]
    let rest: [CheckedPipeline.Operation]

    /// Nil where all of it can be asked, or nothing behind the first stage that cannot.
    init?(_ operations: [CheckedPipeline.Operation]) {
        var isOfEntity = true
        for (index, operation) in operations.enumerated() {
            if operation.expressions.contains(where: { !$0.canBeAsked }) {
                let before = Array(operations[..<index])
                if case .project(let columns) = operation, isOfEntity {
                    var parts = Parts()
                    let worked = columns.map {
                        CheckedColumn(name: $0.name, value: parts.replace($0.value))
                    }
                    asked = before + [.project(parts.columns)]
                    rest = [.project(worked)] + operations[(index + 1)...]
                    return
                }
                guard !isOfEntity else { return nil }
                asked = before
                rest = Array(operations[index...])
                return
            }
            switch operation {
            case .project, .aggregate: isOfEntity = false
            default: break
            }
        }
        return nil
    }

    /// What expressions need of a row, each a column of the question.
    private struct Parts {
        var columns: [CheckedColumn] = []

        mutating func replace(_ expression: CheckedExpression) -> CheckedExpression {
            guard expression.dependsOnRow else { return expression }
            guard expression.canBeAsked else { return expression.mapChildren { replace($0) } }
            let name = "part \(columns.count)"
            columns.append(CheckedColumn(name: name, value: expression))
            return CheckedExpression(.column(name), expression.type, expression.span)
        }
    }
}

extension CheckedPipeline.Operation {
    /// What it works out for each row.
    fileprivate var expressions: [CheckedExpression] {
        switch self {
        case .filter(let condition): [condition]
        case .sort(let keys): keys.map(\.value)
        case .project(let columns): columns.map(\.value)
        case .aggregate(let keys, let values): (keys + values).map(\.value)
        default: []
        }
    }
}
