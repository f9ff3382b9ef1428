package import CvxDomain
package import CvxServices

/// Finds contacts in what the workspace knows: the lead's own earlier traces, other leads and property records of the same
/// owner or at the same address, and what was found for those.
package final class WorkspaceContacts: LocalContacts {
    private let engine: StoreQueryEngine

    package init(engine: StoreQueryEngine) { self.engine = engine }

    package func contacts(of leads: [TraceLead]) throws -> [RowKey: ContactAnswer] {
        if leads.isEmpty { return [:] }
        let sources = try ContactSources(leads, engine: engine)
        var answers: [RowKey: ContactAnswer] = [:]
        for lead in leads {
            if let answer = sources.answer(for: lead) { answers[lead.key] = answer }
        }
        return answers
    }
}
