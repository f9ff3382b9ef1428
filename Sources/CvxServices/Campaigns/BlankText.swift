import CvxDomain

// In a message a name of blanks is as good as none: `${.owner_name ?? "there"}` says there.

extension QueryPlan {
    /// `??` in its columns passes over text that is empty or blank, as it does over null.
    var takingBlanksAsMissing: QueryPlan {
        var plan = self
        plan.operations = operations.map { operation in
            guard case .project(let columns) = operation else { return operation }
            return .project(columns.map { .init(name: $0.name, value: $0.value.takingBlanksAsMissing) })
        }
        return plan
    }
}

extension PlanExpression {
    fileprivate var takingBlanksAsMissing: PlanExpression {
        switch kind {
        case .coalesce(let first, let rest):
            let (first, rest) = (first.takingBlanksAsMissing, rest.takingBlanksAsMissing)
            guard first.mayBeBlank else { return PlanExpression(.coalesce(first, rest), type) }
            let trimmed = PlanExpression(.call("trim", [first]), .text)
            return PlanExpression(
                .conditional(PlanExpression(.isEmpty(trimmed), .bool), then: rest, else: first), type)
        case .conditional(let test, let then, let otherwise):
            return PlanExpression(
                .conditional(
                    test, then: then.takingBlanksAsMissing, else: otherwise.takingBlanksAsMissing), type)
        case .concatenation(let parts):
            return PlanExpression(.concatenation(parts.map(\.takingBlanksAsMissing)), type)
        case .call(let name, let arguments):
            return PlanExpression(.call(name, arguments.map(\.takingBlanksAsMissing)), type)
        default: return self
        }
    }

    private var mayBeBlank: Bool {
        switch type {
        case .text, .vocabulary, .phone: true
        default: false
        }
    }
}
