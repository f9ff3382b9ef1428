import CvxDomain
import CvxLanguage

/// What is wrong with a form of `campaign`, seen before anything runs.
enum CampaignFaults {
    /// A form of the command.
    private struct Form {
        var needs: [String] = []
        var takes: [String] = []
    }

    private static let plan = ["message", "subject", "to", "max", "at", "throttle", "window", "because"]
    private static let forms: [String: Form] = [
        "create": Form(needs: ["type", "message"], takes: plan + ["organization"]),
        "edit": Form(takes: plan), "show": Form(), "status": Form(), "overrides": Form(),
        "skipped": Form(takes: ["by"]), "preview": Form(takes: ["as"]),
        "test": Form(needs: ["to"], takes: ["as", "because"]),
        "send": Form(takes: ["max", "override", "because"]),
        "resume": Form(takes: ["max", "override", "force", "because"]),
        "call": Form(takes: ["max", "override", "force", "because"]), "pause": Form(takes: ["because"]),
        "cancel": Form(takes: ["because"]), "reply": Form(needs: ["as", "text"], takes: ["because"]),
        "report": Form(needs: ["from"], takes: ["because"]),
    ]

    /// What an option looks like where it is missing.
    private static let examples = [
        "type": "`type sms`, email, call or direct_mail",
        "message": "`message \"Hi ${.owner_name ?? \"there\"}\"`",
        "to": "`to \"me@example.com\"`: a number or an address of your own", "as": "`as @3`",
        "text": "`text \"STOP\"`", "from": "`from \"report.csv\"`",
    ]

    @Sendable static func faults(_ command: CheckedCommand) -> [Diagnostic] {
        guard let subverb = command.subverb?.lowercased(), let form = forms[subverb] else {
            return [
                Diagnostic(
                    .badArgument, "`campaign` needs to be told what to do", at: command.span,
                    help: "`campaign create`, `preview`, `send`, `status` …; `help campaign` lists them")
            ]
        }
        return name(command, subverb) + options(command, subverb, form)
            + command.strangers(
                in: "type", known: Vocabulary.named("campaign_type")?.values ?? [], role: "type of a campaign"
            )
            + command.strangers(in: "by", known: ["reason"], role: "way to count who was left out")
            + command.misfits(expected) + lead(command) + audience(command, subverb)
    }

    private static let expected = [
        ExpectedValue("message", "text", .text), ExpectedValue("subject", "text", .text),
        ExpectedValue("text", "text", .text), ExpectedValue("from", "a file's name", .text),
        ExpectedValue("organization", "a name or an id", .text),
        ExpectedValue("max", "a number of messages", .int),
        ExpectedValue("throttle", "messages a second", .int, .decimal),
        ExpectedValue("window", "two times of day, as in \"09:00-17:00\"", .text),
        ExpectedValue("at", "a day or a moment", .date, .datetime, .period),
    ]

    private static func name(_ command: CheckedCommand, _ subverb: String) -> [Diagnostic] {
        let help = "\"Spring\" in quotes; `find campaigns` shows them"
        guard let name = command.arguments.first else {
            return [
                Diagnostic(
                    .badArgument, "`campaign \(subverb)` takes a campaign's name", at: command.span,
                    help: help)
            ]
        }
        switch name.type {
        case .text, .entity("campaigns"), .unknown: return []
        default:
            return [
                Diagnostic(
                    .typeMismatch, "a campaign is named by text, not by \(name.type.phrase)", at: name.span,
                    help: help)
            ]
        }
    }

    /// Options that the form does not take, and those that it cannot do without.
    private static func options(_ command: CheckedCommand, _ subverb: String, _ form: Form) -> [Diagnostic] {
        let known = form.needs + form.takes
        let strange = command.options.filter { !known.contains($0.name) }.map { option in
            Diagnostic(
                .unknownOption, "`campaign \(subverb)` does not take `\(option.name)`", at: option.span,
                help: known.isEmpty
                    ? "it takes a campaign's name alone" : "it takes \(known.joined(separator: ", "))")
        }
        let missing = form.needs.filter { command.option($0) == nil }.map { name in
            Diagnostic(
                .badArgument, "`campaign \(subverb)` needs `\(name)`", at: command.span, help: examples[name])
        }
        if command.has("force"), command.option("because") == nil {
            return strange + missing + [
                Diagnostic(
                    .badArgument, "`force` may send what was sent, and needs a reason",
                    at: command.span(of: "force"), help: "`force because \"the service had lost them\"`")
            ]
        }
        return strange + missing
    }

    private static func lead(_ command: CheckedCommand) -> [Diagnostic] {
        guard let value = command.option("as")?.values.first else { return [] }
        switch value.type {
        case .entity("leads"), .unknown: return []
        default:
            return [
                Diagnostic(
                    .notRows, "`as` takes a lead", at: value.span, help: "`as @1`, `as $lead`")
            ]
        }
    }

    private static func audience(_ command: CheckedCommand, _ subverb: String) -> [Diagnostic] {
        guard subverb != "test", let value = command.option("to")?.values.first else { return [] }
        switch value.type {
        case .entity("leads"), .list(.entity("leads")), .list(.unknown), .list(.null), .unknown: return []
        default:
            return [
                Diagnostic(
                    .notRows, "a campaign goes to leads", at: value.span, help: "`to (find leads where …)`")
            ]
        }
    }
}
