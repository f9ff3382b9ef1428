import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let show = Verb(
        CommandShape("show", target: .required, options: [.init("timeline", .none)]),
        "show a row with all its fields, or a value; of a lead, `timeline` shows what happened, the oldest first",
        examples: ["show @1", "show $lead", "show @1 timeline"],
        signature: VerbSignature(result: {
            $0.option("timeline") == nil ? $0.target?.type ?? .unknown : timelineColumns.recordsType
        })
    ) { invocation in
        guard let timeline = invocation.command.option("timeline") else {
            return .value(invocation.target ?? .null)
        }
        guard case .row("leads", let key)? = invocation.target?.kind else {
            throw Diagnostic(
                .notRows, "a timeline is one lead's", at: timeline.span,
                help: "`show @1 timeline`, or `show (find one leads where …) timeline`")
        }
        let events = try LeadTimeline(
            invocation.host.queries, invocation.catalog, journal: invocation.host.journal
        ).events(of: key)
        let names = timelineColumns.map(\.name)
        return .records(
            timelineColumns,
            events.map { event in
                Record(
                    names: names,
                    values: [
                        event.at.map { .instant($0) } ?? .null, .text(event.kind.rawValue),
                        event.by.map { .text($0) } ?? .null, .text(event.text),
                    ])
            })
    }

    private static let timelineColumns = [
        ResultColumn("at", .instant), ResultColumn("what", .text), ResultColumn("by", .text),
        ResultColumn("text", .text),
    ]
}
