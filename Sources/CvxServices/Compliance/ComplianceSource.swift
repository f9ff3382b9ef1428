/// The rules of a workspace and what its settings say of sending. The rules are read when they are first asked for.
package final class ComplianceSource {
    package let settings: ComplianceSettings
    /// Channels whose messages leave the machine; the others' are kept in the outbox.
    package let realChannels: Set<Channel>
    /// What the rules that come with cvx are written in.
    package var text: String { makeText() }
    private let makeText: () -> String
    private let read: () throws -> ComplianceRules
    private var known: ComplianceRules?

    package init(
        settings: ComplianceSettings, realChannels: Set<Channel>, text: @autoclosure @escaping () -> String,
        read: @escaping () throws -> ComplianceRules
    ) {
        self.settings = settings
        self.realChannels = realChannels
        makeText = text
        self.read = read
    }

    /// - Throws: a file of rules that has faults, or cannot be read.
    package func rules() throws -> ComplianceRules {
        if let known { return known }
        let rules = try read()
        known = rules
        return rules
    }

    /// For a survey of leads at hand.
    package var context: SurveyContext {
        var context = SurveyContext()
        context.realChannels = realChannels
        context.hasSender = settings.sender != nil
        context.hasUnsubscribe = settings.unsubscribe != nil
        return context
    }
}
