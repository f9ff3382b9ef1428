import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// What the forms of `campaign` share.
enum CampaignWords {
    /// Errors of a campaign as diagnostics.
    static func said<T>(at span: Span, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as CampaignError {
            let code: DiagnosticCode =
                switch error.kind {
                case .noCampaign: .noSuchCampaign
                case .status, .content: .campaignNotReady
                case .transport: .transportUnusable
                }
            throw Diagnostic(code, error.message, at: span, help: error.help.isEmpty ? nil : error.help)
        }
    }

    static func service(_ invocation: VerbInvocation) throws -> CampaignService {
        if let service = invocation.host.campaigns { return service }
        throw Diagnostic(.storeReadOnly, "nothing can be sent here", at: invocation.command.span)
    }

    /// The campaign that the command names.
    static func campaign(_ invocation: VerbInvocation, _ service: CampaignService) throws -> Campaign {
        try service.campaign(name(invocation))
    }

    static func name(_ invocation: VerbInvocation) throws -> String {
        switch invocation.arguments.first?.kind {
        case .scalar(.text(let name))? where !name.isEmpty: return name
        case .row("campaigns", let key)?: return key.id
        default:
            throw Diagnostic(
                .badArgument, "`campaign \(invocation.command.subverb ?? "")` takes a campaign's name",
                at: invocation.command.span, help: "`find campaigns` shows them; \"Spring\" in quotes")
        }
    }

    static func count(_ option: String, _ invocation: VerbInvocation) throws -> Int? {
        guard let value = invocation.options[option]?.scalar else { return nil }
        if case .int(let count) = value, count > 0 { return Int(clamping: count) }
        throw Diagnostic(
            .badArgument, "`\(option)` is a number of messages", at: invocation.command.span(of: option),
            help: "`\(option) 200`")
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension Channel {
    var noun: String {
        switch self {
        case .sms: "text"
        case .call: "call"
        case .email: "email"
        case .directMail: "letter"
        }
    }
}

extension CampaignWords {
    /// Why a run or a round of calls ended with something left; nil where nothing is to be said of it.
    ///
    /// - Parameter goesOn: what to type next
    static func why(_ end: CampaignEnd, _ campaign: Campaign, goesOn: String) -> String? {
        switch end {
        case .completed, .interrupted: nil
        case .left: goesOn
        case .limit: "stopped at the limit: \(goesOn)"
        case .waiting(let moment):
            "the rest wait for the rules\(moment.map { ", the first until \(Scalar.instant($0).text)" } ?? ""): \(goesOn)"
        case .window: "outside its window: \(goesOn)"
        case .status(let status): "somebody set it to \(status.rawValue) meanwhile"
        case .edited: "paused: its text was changed meanwhile; \(goesOn) with the new one"
        case .failures:
            "paused: half of the last twenty failed; `campaign skipped \"\(campaign.name)\"` has the reasons"
        case .stopped(let reason): "paused: \(reason)"
        }
    }
}
