package import CvxDomain

/// Reads leads with all their numbers and addresses and holds each against the rules. Leads pass in batches: memory
/// holds what other tables say of them, not the leads.
package final class ContactSurvey {
    private let queries: any QueryEngine
    private let catalog: any WorkspaceCatalog
    private let lists: (any DoNotCallList)?
    private let context: SurveyContext
    private let channels: [Channel]
    package let check: ComplianceCheck

    /// Leads that were read.
    package private(set) var leadCount = 0

    package init(
        _ check: ComplianceCheck, channels: [Channel], queries: any QueryEngine,
        catalog: any WorkspaceCatalog, lists: (any DoNotCallList)?, context: SurveyContext
    ) {
        self.check = check
        self.channels = channels
        self.queries = queries
        self.catalog = catalog
        self.lists = lists
        self.context = context
    }

    /// Leads that are looked up one by one; of more, the other tables are read whole.
    private static let fewLeads = 500
    /// Leads of a batch. Every batch is held against the whole of the lists that were imported, so that they are fewer
    /// and larger where there are such.
    private static let batchSizes = (usual: 4_096, withLists: 65_536)

    /// - Parameters:
    ///   - leads: rows of leads
    ///   - body: each contact in the order of the leads; a lead without a number or address comes once
    /// - Throws: what the stores and `body` throw
    package func run(_ leads: QueryPlan, _ body: (SurveyedContact) throws -> Void) throws {
        var few: [String]?
        if case .rows(_, let keys) = leads.source, keys.count <= Self.fewLeads { few = keys.map(\.id) }
        guard let entity = try catalog.entity("leads") else { return }
        var own: StoreRole?
        if case .scan(_, nil) = leads.source { own = entity.homes.first?.store }
        let known = try KnownLeads.read(
            queries, catalog, check, channels: Set(channels), leads: few, own: own, context)
        let imported = try lists?.imported() ?? []
        let general = generalMarks(imported.first { $0.list == .national })
        guard var rows = SurveyRows(queries, entity, leads) else { return }
        let columns = LeadReader(&rows, channels, check.rules.places)
        let batchSize = imported.isEmpty ? Self.batchSizes.usual : Self.batchSizes.withLists
        var batch = SurveyBatch()
        try rows.read { row in
            add(row, columns, known, to: &batch)
            if batch.leads.count == batchSize { try flush(&batch, general, body) }
        }
        try flush(&batch, general, body)
    }

    /// Marks of all contacts of a channel, by its place.
    private func generalMarks(_ national: ImportedDoNotCallList?) -> [ContactMarks] {
        var general = [ContactMarks](repeating: [], count: Channel.allCases.count)
        let today = FixedZone.utc.day(of: check.moment)
        for channel in channels {
            var marks: ContactMarks = []
            if channel == .email {
                if !context.hasSender { marks.insert(.sender) }
                if !context.hasUnsubscribe { marks.insert(.unsubscribe) }
            }
            if channel.isByPhone, let rule = check.rules.nationalList {
                let age = (national?.age(on: today) ?? 0) * 86_400_000
                if let national, age > rule.length {
                    marks.insert(.nationalListAge)
                    check.note(.nationalListAge, "it is \(national.age(on: today)) days old")
                } else if national == nil, rule.isRequired {
                    marks.insert(.nationalListAge)
                    check.note(.nationalListAge, "none was imported")
                }
            }
            general[channel.place] = marks
        }
        return general
    }

    // MARK: a lead

    private func add(
        _ row: SurveyRow, _ columns: LeadReader, _ known: KnownLeads, to batch: inout SurveyBatch
    ) {
        leadCount += 1
        let id = columns.id(row)
        var lead = SurveyBatch.Lead(id, &batch)
        lead.facts = columns.facts(row, check, isDetailed: context.isDetailed)
        lead.hasAgreed = columns.isAgreed(row)
        let number = known.index.number(of: id)
        if let number {
            lead.facts.marks.formUnion(known.marks(of: number))
            lead.facts.earlier = known.earlier(of: number)
            if context.isDetailed { lead.facts.notes.merge(known.notes(of: number)) { first, _ in first } }
        }
        let place = batch.leads.count
        batch.leads.append(lead)
        if channels.contains(where: \.isByPhone) {
            batch.beginNumbers()
            columns.eachNumber(row) { batch.add(number: $0) }
            if let number { known.each(of: number, emails: false) { batch.add(found: $0, $1) } }
            for channel in channels where channel.isByPhone { batch.endNumbers(place, channel) }
        }
        if channels.contains(.email) {
            batch.beginNumbers()
            columns.eachEmail(row) { batch.add(address: $0) }
            if let number { known.each(of: number, emails: true) { batch.add(found: $0, $1) } }
            batch.endNumbers(place, .email)
        }
        if channels.contains(.directMail) {
            batch.add(.directMail, to: place, text: columns.postalAddress(row))
        }
    }

    // MARK: a batch

    private func flush(
        _ batch: inout SurveyBatch, _ general: [ContactMarks], _ body: (SurveyedContact) throws -> Void
    ) throws {
        defer { batch.removeAll() }
        let numbers = batch.contacts.compactMap { NANPNumber(digits: $0.number) }
        let listed = try numbers.isEmpty ? nil : lists?.marks(on: numbers, at: check.moment)
        let addresses = batch.contacts.filter { $0.channel == .email }.compactMap { batch.text(of: $0) }
        let listedAddresses = try addresses.isEmpty ? nil : lists?.marks(on: addresses, at: check.moment)
        var objections: [Int] = []
        let firstLead = leadCount - batch.leads.count
        for contact in batch.contacts {
            let lead = batch.leads[contact.lead]
            var facts = lead.facts
            facts.channel = contact.channel
            facts.marks.formUnion(contact.marks)
            facts.marks.formUnion(general[contact.channel.place])
            facts.resolveStops()
            let text = batch.text(of: contact)
            if contact.isNumber {
                judge(contact, text, &facts, listed)
            } else {
                judge(contact, text, &facts, listedAddresses)
            }
            if lead.hasAgreed { facts.marks.subtract(ContactMarks.liftedByConsent) }
            check.check(facts, into: &objections)
            try body(
                SurveyedContact(
                    channel: contact.channel, number: facts.number, text: text, facts: facts,
                    objections: objections, leadNumber: firstLead + contact.lead,
                    leadBytes: batch.id(of: lead)))
        }
    }

    private func judge(
        _ contact: SurveyBatch.Contact, _ text: String?, _ facts: inout ContactFacts,
        _ listed: [NANPNumber: [DoNotCallMark]]?
    ) {
        facts.number = NANPNumber(digits: contact.number)
        guard let number = facts.number else {
            let problem = context.isDetailed ? text.flatMap { PhoneNumber.parse($0).problem(of: $0) } : nil
            facts.add(text == nil ? .noNumber : .badNumber, problem?.message)
            return
        }
        if contact.kind == .landline, contact.channel == .sms { facts.marks.insert(.landline) }
        if number.isFictional, context.realChannels.contains(contact.channel) {
            facts.marks.insert(.fictional)
        }
        if let marks = listed?[number] { add(marks, to: &facts) }
    }

    private func judge(
        _ contact: SurveyBatch.Contact, _ text: String?, _ facts: inout ContactFacts,
        _ listed: [String: [DoNotCallMark]]?
    ) {
        guard let text else {
            return facts.add(contact.channel == .email ? .noEmail : .noAddress)
        }
        guard contact.channel == .email else { return }
        if let problem = EmailAddress.problem(text) {
            facts.add(.badEmail, context.isDetailed ? problem.message : nil)
        }
        if let marks = listed?[text] { add(marks, to: &facts) }
    }

    private func add(_ marks: [DoNotCallMark], to facts: inout ContactFacts) {
        for mark in marks {
            let note = context.isDetailed ? mark.note : nil
            switch mark.list {
            case _ where mark.isOptOut: facts.add(.optOut, note)
            case .house: facts.add(.houseList, note)
            case .national: facts.add(.nationalList, note)
            case .state: facts.add(.stateList, note)
            }
        }
    }
}

extension ContactMarks {
    /// Who agreed to be called may be called, whatever the public lists say (47 CFR 64.1200(c)(2)(ii)).
    static let liftedByConsent: ContactMarks = [.nationalList, .nationalListAge, .stateList, .consent]
}

extension NANPNumber {
    /// 555-0100 to 555-0199 of any area code is nobody's.
    package var isFictional: Bool { exchange % 1_000 == 555 && (100...199).contains(line) }
}

extension DoNotCallMark {
    /// `since 2026-10-02, asked by phone`
    fileprivate var note: String? {
        var parts: [String] = []
        if case .state(let letters) = list { parts.append(letters) }
        if let since { parts.append("since \(FixedZone.utc.day(of: since).isoText)") }
        if let reason { parts.append(reason) }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
