import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let campaign = Verb(
        CommandShape(
            "campaign",
            subverbs: [
                "create", "edit", "show", "preview", "test", "send", "pause", "resume", "cancel", "status",
                "skipped", "overrides", "reply", "call", "report",
            ], arguments: 0...1,
            options: [
                .init("type", .names), .init("message", .template(over: "leads")),
                .init("subject", .template(over: "leads")), .init("to", .pipeline), .init("max", .expression),
                .init("at", .expression), .init("as", .expression), .init("from", .expression),
                .init("by", .names),
                .init("throttle", .expression), .init("window", .expression), .init("text", .expression),
                .init("organization", .expression), .init("override", .names), .init("force", .none),
                .init("because", .expression),
            ]),
        "plan messages to leads, look at them as one lead gets them, send them within the rules, see who was left out",
        examples: [
            "campaign create \"Spring\" type sms message \"Hi ${.owner_name ?? \"there\"}, about ${.address}\" to (find leads where is_probate)",
            "campaign preview \"Spring\" as @1", "campaign send \"Spring\" max 200",
            "campaign call \"Calls\" max 20", "campaign status \"Spring\"",
            "campaign skipped \"Spring\" by reason", "campaign report \"Spring\" from \"events.csv\"",
        ],
        signature: VerbSignature(
            result: { command in
                switch command.subverb?.lowercased() {
                case "status", "send", "resume", "call", "report": CampaignStatus.columns.recordsType
                case "skipped":
                    command.has("by")
                        ? CampaignStatus.reasonColumns.recordsType : CampaignStatus.skippedColumns.recordsType
                case "overrides": CampaignStatus.overrideColumns.recordsType
                case "create": .entity("campaigns")
                default: .null
                }
            },
            effects: { command in
                switch command.subverb?.lowercased() {
                case "send", "resume", "test": Effects(sends: true)
                case "call":
                    Effects(updates: ["phones"], adds: ["calls", "notes", "suppressions"], sends: true)
                case "create": Effects(adds: ["campaigns"])
                case "edit", "pause", "cancel": Effects(updates: ["campaigns"])
                case "reply": Effects(updates: ["messages"])
                case "report": Effects(updates: ["messages"], adds: ["suppressions"])
                default: Effects()
                }
            }, faults: CampaignFaults.faults)
    ) { invocation in
        try CampaignWords.said(at: invocation.command.span) {
            switch invocation.command.subverb?.lowercased() {
            case "create": return try CampaignWriting(invocation).create()
            case "edit": return try CampaignWriting(invocation).edit()
            case "show": return try CampaignStatus(invocation).show()
            case "status": return try CampaignStatus(invocation).status()
            case "skipped": return try CampaignStatus(invocation).skipped()
            case "overrides": return try CampaignStatus(invocation).overrides()
            case "preview": return try CampaignPreview(invocation).preview()
            case "test": return try CampaignPreview(invocation).test()
            case "send", "resume": return try CampaignSending(invocation).send()
            case "pause": return try CampaignSending(invocation).set(.paused)
            case "cancel": return try CampaignSending(invocation).set(.cancelled)
            case "call": return try CampaignCalling(invocation).run()
            case "report": return try CampaignReport(invocation).note()
            case "reply": return try CampaignReply(invocation).record()
            default: return .nothing
            }
        }
    }
}
