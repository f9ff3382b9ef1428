import CvxDomain

extension KnownLeads {
    /// Milliseconds between the log of a call and that of its campaign.
    private static let sameCall: Int64 = 60_000

    /// Reads what there is of the leads; of all where none are named.
    ///
    /// - Parameter own: the store whose rows the survey reads wherever it has the lead, with the mark that they carry
    static func read(
        _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog, _ check: ComplianceCheck,
        channels: Set<Channel>, leads: [String]?, own: StoreRole?, _ context: SurveyContext
    ) throws -> KnownLeads {
        var known = KnownLeads(isDetailed: context.isDetailed)
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
            try known.readEarlierMessages(rows("messages"), check, context.campaign, hasCampaigns)
        }
        if channels.contains(.email) { try known.readFound(rows("emails", store: .skipTrace), "address") }
        try known.readAnswers(rows("messages"), check.rules, hasCampaigns)
        try known.readTraces(rows("traces"))
        try known.readTags(rows("tags"), leads)
        for store in [StoreRole.prisma, .leadflow] where store != own {
            try known.readDoNotCall(rows("leads", store: store), store, leads)
        }
        return known
    }

    /// A lead that two stores have is not to be called where one of them says so.
    private mutating func readDoNotCall(
        _ rows: SurveyRows?, _ store: StoreRole, _ leads: [String]?
    ) throws {
        guard var rows, rows.has("dnc_flag") else { return }
        if let leads {
            let ids = leads.map { PlanExpression.constant(.text($0), .text) }
            rows.filter(PlanExpression(.membership(rows.value("id"), ids), .bool))
        }
        rows.filter(PlanExpression(.isBool(rows.value("dnc_flag"), true), .bool))
        let id = rows.column("id")
        try rows.read { row in
            add(.doNotCall, "the lead in \(store.rawValue)", to: number(row.bytes(id)))
        }
    }

    private mutating func readFound(_ rows: SurveyRows?, _ field: String) throws {
        guard var rows else { return }
        let (lead, value) = (rows.column("lead_id"), rows.column(field))
        let (type, mobile) = (rows.column("type"), rows.column("is_mobile"))
        let (dnc, valid) = (rows.column("is_dnc"), rows.column("is_valid"))
        let extra = LeadColumns.marks(&rows)
        let isEmail = field == "address"
        try rows.read { row in
            let id = row.bytes(lead)
            let text = row.bytes(value)
            guard !id.isEmpty, !text.isEmpty else { return }
            let number = isEmail ? 0 : NANPNumber(bytes: text)?.digits ?? 0
            var kind = ListedContact.Kind(row.bytes(type))
            if kind == .unknown, let isMobile = row.flag(mobile) {
                kind = isMobile ? .mobile : .landline
            }
            var marks = LeadColumns.marks(extra, row)
            if row.flag(dnc) == true { marks.insert(.doNotCall) }
            if row.flag(valid) == false { marks.insert(.notValid) }
            add(
                Found(number: number, marks: marks, kind: kind, isEmail: isEmail),
                number == 0 ? row.text(value) : nil, to: self.number(id))
        }
    }

    /// Calls that ended with "never again", and calls that went out lately.
    private mutating func readCalls(_ rows: SurveyRows?, _ check: ComplianceCheck) throws {
        guard let calls = rows else { return }
        if calls.has("outcome") {
            var rows = calls
            rows.filter(
                PlanExpression(
                    .textTest(
                        .equalFolded, rows.value("outcome"), .constant(.text("do_not_call"), .text)), .bool))
            let lead = rows.column("lead_id")
            try rows.read { row in
                let id = row.bytes(lead)
                if !id.isEmpty { add(.doNotCall, "said in a call", to: number(id)) }
            }
        }
        if let memory = check.memory, calls.has("created_at") {
            var rows = calls
            let end = Instant(milliseconds: memory.upperBound.milliseconds + Self.sameCall)
            rows.filter(Self.within(memory.lowerBound..<end, rows.value("created_at")))
            let (lead, at) = (rows.column("lead_id"), rows.column("created_at"))
            let direction = rows.column("direction")
            try rows.read { row in
                let id = row.bytes(lead)
                let isInbound = (row.bytes(direction).first.map { $0 | 0x20 }) == 0x69
                guard !id.isEmpty, !isInbound, let moment = row.instant(at) else { return }
                add(earlier: moment, to: number(id))
            }
        }
    }

    /// Texts that were sent lately. Those of another campaign are on another subject.
    private mutating func readEarlierMessages(
        _ rows: SurveyRows?, _ check: ComplianceCheck, _ subject: String?, _ hasCampaigns: Bool
    ) throws {
        guard var rows, let memory = check.memory, rows.has("sent_at") else { return }
        rows.filter(Self.within(memory, rows.value("sent_at")))
        let (lead, at) = (rows.column("lead_id"), rows.column("sent_at"))
        let (campaign, status) = (rows.column("campaign_id"), rows.column("status"))
        let type = hasCampaigns ? Self.campaignType(&rows) : nil
        try rows.read { row in
            let id = row.bytes(lead)
            guard !id.isEmpty, let moment = row.instant(at) else { return }
            let kind = row.text(type).lowercased()
            let state = row.text(status).lowercased()
            if kind == "email" || kind == "direct_mail" || state == "failed" || state == "pending" { return }
            if let subject, !row.bytes(campaign).elementsEqual(subject.utf8) { return }
            let number = self.number(id)
            // A call that a campaign made is logged as one as well.
            if kind == "call",
                earlier(of: number).contains(where: {
                    abs($0.milliseconds - moment.milliseconds) < Self.sameCall
                })
            {
                return
            }
            add(earlier: moment, to: number)
        }
    }

    private static func within(_ memory: Range<Instant>, _ moment: PlanExpression) -> PlanExpression {
        PlanExpression(
            .within(moment, from: .instant(memory.lowerBound), to: .instant(memory.upperBound)), .bool)
    }

    /// The latest answer to messages of a kind that is one of the words counts, for this kind.
    private mutating func readAnswers(
        _ rows: SurveyRows?, _ rules: ComplianceRules, _ hasCampaigns: Bool
    ) throws {
        guard var rows, rows.has("response") else { return }
        rows.filter(PlanExpression(.not(PlanExpression(.isEmpty(rows.value("response")), .bool)), .bool))
        let (lead, answer) = (rows.column("lead_id"), rows.column("response"))
        let (sent, made) = (rows.column("sent_at"), rows.column("created_at"))
        let type = hasCampaigns ? Self.campaignType(&rows) : nil
        var latest: [ContactMarks: [Int: Instant]] = [:]
        try rows.read { row in
            let text = row.bytes(answer)
            // No word is longer, and few answers are as short.
            guard text.count <= 40,
                let meaning = rules.meaning(of: String(decoding: text, as: UTF8.self))
            else { return }
            let id = row.bytes(lead)
            guard !id.isEmpty else { return }
            let moment = row.instant(sent) ?? row.instant(made) ?? Instant(milliseconds: .min)
            let number = number(id)
            let mark = Self.stop(of: row.text(type))
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
    private mutating func readTraces(_ rows: SurveyRows?) throws {
        guard var rows, rows.has("response_data") else { return }
        func holds(_ word: String) -> PlanExpression {
            PlanExpression(
                .textTest(.contains, rows.value("response_data"), .constant(.text(word), .text)), .bool)
        }
        // Without the quote before the word: LIKE looks for the first character first, and JSON is full of quotes.
        rows.filter(PlanExpression(.or(holds("litigator\""), holds("deceased\"")), .bool))
        let (lead, answer) = (rows.column("lead_id"), rows.column("response_data"))
        try rows.read { row in
            let id = row.bytes(lead)
            let json = row.bytes(answer)
            if id.isEmpty { return }
            for (name, mark) in [("litigator", ContactMarks.litigator), ("deceased", .deceased)]
            where JSONFlag.isTrue(name, in: json) {
                add(mark, "says a skip trace", to: number(id))
            }
        }
    }

    private mutating func readTags(_ rows: SurveyRows?, _ leads: [String]?) throws {
        guard var rows else { return }
        if let leads {
            let ids = leads.map { PlanExpression.constant(.text($0), .text) }
            rows.filter(PlanExpression(.membership(rows.value("row_id"), ids), .bool))
        }
        let (entity, lead, tag) = (rows.column("entity"), rows.column("row_id"), rows.column("tag"))
        try rows.read { row in
            guard row.bytes(entity).elementsEqual("leads".utf8) else { return }
            let word = row.text(tag)
            guard let mark = LeadColumns.mark(named: word) else { return }
            add(mark, "the tag `\(word)`", to: number(row.bytes(lead)))
        }
    }
}

/// A key of a JSON text whose value is true, however deep it stands.
enum JSONFlag {
    static func isTrue(_ name: String, in json: UnsafeBufferPointer<UInt8>) -> Bool {
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
