import CvxDomain
import CvxLanguage
import CvxRuntime

/// A result without rows that would have had some in another case says so: `=` on text is exact.
struct CaseHint {
    let session: Session

    func check(_ plan: QueryPlan, _ pipeline: CheckedPipeline, _ source: SourceText) throws {
        var folded = plan
        var changed = false
        folded.operations = plan.operations.map { operation in
            guard case .filter(let condition) = operation else { return operation }
            return .filter(condition.foldingCase(&changed))
        }
        guard changed else { return }
        let collector = RecordCollector()
        folded.operations.append(.exists)
        try session.services.engine.run(folded, withKeys: false, into: collector)
        guard collector.records.first?.values.first?.isTrue == true else { return }
        session.report(
            [
                Diagnostic(
                    .caseWouldMatch, "no rows, but there are some in another case", at: pipeline.span,
                    help: "`=~` compares text without case")
            ], source)
    }
}

extension PlanExpression {
    /// `=` between texts as `=~`.
    fileprivate func foldingCase(_ changed: inout Bool) -> PlanExpression {
        switch kind {
        case .compare(.equal, let left, let right) where left.type == .text && right.type == .text:
            changed = true
            return PlanExpression(.textTest(.equalFolded, left, right), .bool)
        case .and(let left, let right):
            return PlanExpression(.and(left.foldingCase(&changed), right.foldingCase(&changed)), .bool)
        case .or(let left, let right):
            return PlanExpression(.or(left.foldingCase(&changed), right.foldingCase(&changed)), .bool)
        default: return self
        }
    }
}
