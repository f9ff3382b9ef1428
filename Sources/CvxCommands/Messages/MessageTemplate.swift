package import CvxDomain
package import CvxLanguage
package import CvxRuntime

/// The text of a message with fields of a lead in it, `Hi ${.owner_name ?? "there"}`: each is an expression of the
/// language over a lead and what it belongs to, checked before the first message is written. `\${` is a plain `${`.
package struct MessageTemplate: Sendable {
    /// What stands between `${` and `}`, in the order of the text.
    package let fields: [String]
    private let parts: [Part]
    private let pipeline: CheckedPipeline?

    private enum Part: Sendable {
        case text(String)
        /// By its place in `fields`.
        case field(Int)
    }

    /// Everything that is wrong with a text; each diagnostic has its place in it.
    package struct Faults: Error {
        package var diagnostics: [Diagnostic]
    }

    /// - Parameter name: what messages about faults call the text
    /// - Throws: `Faults`, and what the stores throw while they are looked at
    package init(_ text: String, name: String = "message", schema: any Schema) throws {
        let source = SourceText(name: name, text: text)
        let pieces = try MessageTemplateReader.pieces(source)
        var parts: [Part] = []
        var expressions: [Span] = []
        for piece in pieces {
            switch piece {
            case .text(let text): parts.append(.text(text))
            case .field(let span):
                parts.append(.field(expressions.count))
                expressions.append(span)
            }
        }
        self.parts = parts
        fields = expressions.map(source.text)
        pipeline = try Self.check(expressions, source, schema)
    }

    // MARK: checking

    /// As a question about leads, one column for each field.
    private static func check(
        _ expressions: [Span], _ template: SourceText, _ schema: any Schema
    ) throws -> CheckedPipeline? {
        if expressions.isEmpty { return nil }
        var program = "find leads select id: .id"
        // Where each expression stands in the program.
        var starts: [UInt32] = []
        for (number, span) in expressions.enumerated() {
            program += ", field\(number): \"${"
            starts.append(UInt32(program.utf8.count))
            program += template.text(span) + "}\""
        }
        func place(_ span: Span?) -> Span {
            guard let span else { return Span(0, 0) }
            let number = starts.lastIndex { $0 <= span.start } ?? 0
            let shift = Int(expressions[number].start) - Int(starts[number])
            let last = Int(expressions[number].end)
            return Span(
                max(0, min(Int(span.start) + shift, last)), max(0, min(Int(span.end) + shift, last)))
        }
        func faults(_ diagnostics: [Diagnostic]) -> Faults {
            Faults(
                diagnostics: diagnostics.filter { $0.severity == .error }.map { fault in
                    var fault = fault
                    fault.span = place(fault.span)
                    fault.labels = []
                    fault.source = template
                    return fault
                })
        }
        let source = SourceText(name: template.name, text: program)
        let parsed = Parser.parse(source, door: .shell, shapes: [])
        if parsed.diagnostics.contains(where: { $0.severity == .error }) { throw faults(parsed.diagnostics) }
        let checked = try Checker.check(
            parsed.program, source: source, schema: schema, verbs: [:], environment: CheckEnvironment())
        guard let found = checked.program else { throw faults(checked.diagnostics) }
        guard found.effects.isEmpty, found.statements.count == 1,
            case .pipeline(let pipeline)? = found.statements.first?.kind
        else {
            var fault = Diagnostic(
                .badArgument, "a message only reads", at: Span(0, 0), help: "`${.owner_name}`")
            fault.source = template
            throw Faults(diagnostics: [fault])
        }
        return pipeline
    }

    // MARK: rendering

    /// A message for one lead.
    package struct Rendered: Sendable {
        /// The lead's id.
        package var lead: String
        package var text: String
        /// Fields that have no value for this lead: null, or nothing but blanks. Such a message is not sent.
        package var unresolved: [String]
    }

    /// The messages for leads, in their order.
    ///
    /// - Throws: what the stores throw, and a diagnostic of an expression that fails
    package func render(_ leads: QueryPlan, _ evaluator: Evaluator) throws -> [Rendered] {
        guard let pipeline else {
            let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
            var plan = leads
            plan.operations.append(.project([.init(name: "id", value: id)]))
            let collector = RecordCollector()
            try evaluator.engine?.run(plan, withKeys: false, into: collector)
            return collector.records.map(rendered)
        }
        let runner = PipelineRunner(evaluator)
        var plan = leads
        switch try runner.prepare(pipeline) {
        case .plan(let asked, _, _):
            plan.operations += asked.operations
            let collector = RecordCollector()
            try evaluator.engine?.run(plan, withKeys: false, into: collector)
            return collector.records.map(rendered)
        case .split(let asked, let rest):
            plan.operations += asked.operations
            guard case .list(let items) = try runner.value(of: plan, rest).kind else { return [] }
            return items.compactMap { item in
                if case .record(let record) = item.kind { rendered(record) } else { nil }
            }
        case .sql, .value: return []
        }
    }

    private func rendered(_ record: Record) -> Rendered {
        var message = Rendered(lead: record.values.first?.summary ?? "", text: "", unresolved: [])
        for part in parts {
            switch part {
            case .text(let text): message.text += text
            case .field(let number):
                let value = record.values[number + 1]
                let text = value.isNull ? "" : value.summary
                if text.allSatisfy(\.isWhitespace) { message.unresolved.append(fields[number]) }
                message.text += text
            }
        }
        return message
    }
}
