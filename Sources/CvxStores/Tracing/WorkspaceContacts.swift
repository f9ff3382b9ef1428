package import CvxDomain
package import CvxServices

/// Finds contacts in what the workspace knows: the lead's own earlier traces, other leads and property records of the same
/// owner or at the same address, what was found for those, and a list that somebody imported.
package final class WorkspaceContacts: LocalContacts {
    private let engine: StoreQueryEngine
    private let list: String?

    /// - Parameter list: the contact list's file, which is read each time that something is asked; nil where there is none
    package init(engine: StoreQueryEngine, list: String?) {
        self.engine = engine
        self.list = list
    }

    package func contacts(of leads: [TraceLead]) throws -> [RowKey: ContactAnswer] {
        if leads.isEmpty { return [:] }
        let sources = try ContactSources(leads, engine: engine, list: list)
        var answers: [RowKey: ContactAnswer] = [:]
        for lead in leads {
            if let answer = sources.answer(for: lead) { answers[lead.key] = answer }
        }
        return answers
    }
}
