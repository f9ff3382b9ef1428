import CvxDomain

extension KnownLeads {
    /// Milliseconds between the log of a call and that of its campaign.
    private static let sameCall: Int64 = 60_000

    /// Reads what there is of the leads; of all where none are named.
    static func read(
        _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog, _ check: ComplianceCheck,
        channels: Set<Channel>, leads: [String]?, subject: String?
    ) throws -> KnownLeads {
        let known = KnownLeads()
        let hasCampaigns = try catalog.entity("campaigns")?.homes.isEmpty == false
        func rows(_ entity: String, store: StoreRole? = nil) throws -> SurveyRows? {
            let bound = try catalog.entity(entity)?.restricted(to: store)
            var rows = SurveyRows(queries, bound, QueryPlan(source: .scan(entity: entity, store: store)))
            if rows?.has("lead_id") == true { rows?.keep(leads) }
            return rows
        }
        if channels.contains(where: \.isByPhone) {
            try known.readFound(rows("phones", store: .skipTrace), "number")
            try known.readCalls(rows("calls"), check)
            try known.readEarlierMessages(rows("messages"), check, subject, hasCampaigns)
        }
        if channels.contains(.email) { try known.readFound(rows("emails", store: .skipTrace), "address") }
        try known.readAnswers(rows("messages"), check.rules, hasCampaigns)
        try known.readTraces(rows("traces"))
        try known.readTags(rows("tags"), leads)
        for store in [StoreRole.prisma, .leadflow] {
            try known.readDoNotCall(rows("leads", store: store), store, leads)
        }
        return known
    }

    /// A lead that two stores have is not to be called where one of them says so.
    private func readDoNotCall(
        _ rows: SurveyRows?, _ store: StoreRole, _ leads: [String]?
    ) throws {
        guard var rows, rows.has("dnc_flag") else { return }
        if let leads {
            let ids = leads.map { PlanExpression.constant(.text($0), .text) }
            rows.filter(PlanExpression(.membership(rows.value("id"), ids), .bool))
        }
        rows.filter(PlanExpression(.isBool(rows.value("dnc_flag"), true), .bool))
        let id = rows.column("id")
        try rows.read { [self] batch, row in
            add(.doNotCall, "the lead in \(store.rawValue)", to: number(batch.bytes(row, id)))
        }
    }

    private func readFound(_ rows: SurveyRows?, _ field: String) throws {
        guard var rows else { return }
        let (lead, value) = (rows.column("lead_id"), rows.column(field))
        let (type, mobile) = (rows.column("type"), rows.column("is_mobile"))
        let (dnc, valid) = (rows.column("is_dnc"), rows.column("is_valid"))
        let extra = LeadColumns.marks(&rows)
        try rows.read { [self] batch, row in
            let id = batch.bytes(row, lead)
            let text = batch.bytes(row, value)
            guard !id.isEmpty, !text.isEmpty else { return }
            let number = field == "number" ? NANPNumber(bytes: text)?.digits ?? 0 : 0
            var kind = ListedContact.Kind(batch.bytes(row, type))
            if kind == .unknown, let isMobile = batch.flag(row, mobile) {
                kind = isMobile ? .mobile : .landline
            }
            var marks = LeadColumns.marks(extra, batch, row)
            if batch.flag(row, dnc) == true { marks.insert(.doNotCall) }
            if batch.flag(row, valid) == false { marks.insert(.notValid) }
            add(
                Found(
                    number: number, marks: marks, kind: kind, isEmail: field == "address",
                    text: number == 0 ? String(decoding: text, as: UTF8.self) : nil),
                to: self.number(id))
        }
    }

    /// Calls that ended with "never again", and calls that went out lately.
    private func readCalls(_ rows: SurveyRows?, _ check: ComplianceCheck) throws {
        guard let calls = rows else { return }
        if calls.has("outcome") {
            var rows = calls
            rows.filter(
                PlanExpression(
                    .textTest(
                        .equalFolded, rows.value("outcome"), .constant(.text("do_not_call"), .text)), .bool))
            let lead = rows.column("lead_id")
            try rows.read { [self] batch, row in
                let id = batch.bytes(row, lead)
                if !id.isEmpty { add(.doNotCall, "said in a call", to: number(id)) }
            }
        }
        if let since = check.longestMemory, calls.has("created_at") {
            var rows = calls
            rows.filter(
                PlanExpression(.within(rows.value("created_at"), from: .instant(since), to: nil), .bool))
            let (lead, at) = (rows.column("lead_id"), rows.column("created_at"))
            let direction = rows.column("direction")
            try rows.read { [self] batch, row in
                let id = batch.bytes(row, lead)
                let isInbound = (batch.bytes(row, direction).first.map { $0 | 0x20 }) == 0x69
                guard !id.isEmpty, !isInbound, let moment = batch.instant(row, at) else { return }
                add(earlier: moment, to: number(id))
            }
        }
    }

    /// Texts that were sent lately. Those of another campaign are on another subject.
    private func readEarlierMessages(
        _ rows: SurveyRows?, _ check: ComplianceCheck, _ subject: String?, _ hasCampaigns: Bool
    ) throws {
        guard var rows, let since = check.longestMemory, rows.has("sent_at") else { return }
        rows.filter(PlanExpression(.within(rows.value("sent_at"), from: .instant(since), to: nil), .bool))
        let (lead, at) = (rows.column("lead_id"), rows.column("sent_at"))
        let (campaign, status) = (rows.column("campaign_id"), rows.column("status"))
        let type = hasCampaigns ? Self.campaignType(&rows) : nil
        try rows.read { [self] batch, row in
            let id = batch.bytes(row, lead)
            guard !id.isEmpty, let moment = batch.instant(row, at) else { return }
            let kind = String(decoding: batch.bytes(row, type), as: UTF8.self).lowercased()
            let state = String(decoding: batch.bytes(row, status), as: UTF8.self).lowercased()
            if kind == "email" || kind == "direct_mail" || state == "failed" || state == "pending" { return }
            if let subject, !batch.bytes(row, campaign).elementsEqual(subject.utf8) { return }
            // A call that a campaign made is logged as one as well.
            if kind == "call",
                earlier(of: number(id)).contains(where: {
                    abs($0.milliseconds - moment.milliseconds) < Self.sameCall
                })
            {
                return
            }
            add(earlier: moment, to: number(id))
        }
    }

    /// The latest answer to messages of a kind that is one of the words counts, for this kind.
    private func readAnswers(
        _ rows: SurveyRows?, _ rules: ComplianceRules, _ hasCampaigns: Bool
    ) throws {
        guard var rows, rows.has("response") else { return }
        rows.filter(PlanExpression(.not(PlanExpression(.isEmpty(rows.value("response")), .bool)), .bool))
        let (lead, answer) = (rows.column("lead_id"), rows.column("response"))
        let (sent, made) = (rows.column("sent_at"), rows.column("created_at"))
        let type = hasCampaigns ? Self.campaignType(&rows) : nil
        var latest: [ContactMarks: [Int: Instant]] = [:]
        try rows.read { [self] batch, row in
            let text = batch.bytes(row, answer)
            // No word is longer, and few answers are as short.
            guard text.count <= 40,
                let meaning = rules.meaning(of: String(decoding: text, as: UTF8.self))
            else { return }
            let id = batch.bytes(row, lead)
            guard !id.isEmpty else { return }
            let moment =
                batch.instant(row, sent) ?? batch.instant(row, made) ?? Instant(milliseconds: .min)
            let number = number(id)
            let mark = Self.stop(of: String(decoding: batch.bytes(row, type), as: UTF8.self))
            guard latest[mark]?[number].map({ $0 <= moment }) ?? true else { return }
            latest[mark, default: [:]][number] = moment
            switch meaning {
            case .stop: add(mark, "answered STOP", to: number)
            case .start: remove(mark, from: number)
            }
        }
    }

    /// What a stop ends that answered a campaign of this type; of one that nobody knows, everything.
    private static func stop(of type: String) -> ContactMarks {
        switch Channel(rawValue: type.lowercased()) {
        case .email?: .stoppedEmail
        case .sms?, .call?: .stoppedPhone
        case .directMail?, nil: .optOut
        }
    }

    /// The place of the type of the campaign that a message is of; nil where there are none.
    private static func campaignType(_ rows: inout SurveyRows) -> Int? {
        guard rows.has("campaign_id") else { return nil }
        return rows.column(
            PlanExpression(
                .field(.init(relations: ["campaign"], name: "type")), .vocabulary("campaign_type")))
    }

    /// A trace's answer may say more of the person than the columns have place for.
    private func readTraces(_ rows: SurveyRows?) throws {
        guard var rows, rows.has("response_data") else { return }
        func holds(_ word: String) -> PlanExpression {
            PlanExpression(
                .textTest(.contains, rows.value("response_data"), .constant(.text(word), .text)), .bool)
        }
        rows.filter(PlanExpression(.or(holds("\"litigator\""), holds("\"deceased\"")), .bool))
        let (lead, answer) = (rows.column("lead_id"), rows.column("response_data"))
        try rows.read { [self] batch, row in
            let id = batch.bytes(row, lead)
            let json = batch.bytes(row, answer)
            if id.isEmpty { return }
            for (name, mark) in [("litigator", ContactMarks.litigator), ("deceased", .deceased)]
            where JSONFlag.isTrue(name, in: json) {
                add(mark, "says a skip trace", to: number(id))
            }
        }
    }

    private func readTags(_ rows: SurveyRows?, _ leads: [String]?) throws {
        guard var rows else { return }
        if let leads {
            let ids = leads.map { PlanExpression.constant(.text($0), .text) }
            rows.filter(PlanExpression(.membership(rows.value("row_id"), ids), .bool))
        }
        let (entity, lead, tag) = (rows.column("entity"), rows.column("row_id"), rows.column("tag"))
        try rows.read { [self] batch, row in
            guard batch.bytes(row, entity).elementsEqual("leads".utf8) else { return }
            let word = String(decoding: batch.bytes(row, tag), as: UTF8.self)
            guard let mark = LeadColumns.mark(named: word) else { return }
            add(mark, "the tag `\(word)`", to: number(batch.bytes(row, lead)))
        }
    }
}

/// A key of a JSON text whose value is true, however deep it stands.
enum JSONFlag {
    static func isTrue(_ name: String, in json: ArraySlice<UInt8>) -> Bool {
        let key = Array("\"\(name)\"".utf8)
        var start = json.startIndex
        while let found = json[start...].firstRange(of: key) {
            let rest = json[found.upperBound...].drop { $0 <= 0x20 || $0 == 0x3A }
            if rest.starts(with: "true".utf8) { return true }
            start = found.upperBound
        }
        return false
    }
}
