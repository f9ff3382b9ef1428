/// Writes leads with all that hangs on them to the three stores at once.
struct SampleWriter {
    private let now: SampleMoment
    private let seed: UInt64
    private let organizations: SampleOrganizations
    private let prisma: SamplePrismaRows
    private let leadflow: SampleLeadflowRows
    private let skipTrace: SampleSkipTraceRows
    private(set) var rows = 0
    /// Per organization, in the thirty days before now.
    private var recentLeads: [Int]
    private var recentTraces: [Int]

    init(
        prisma: RawStore, leadflow: RawStore, skipTrace: RawStore, now: SampleMoment, seed: UInt64
    ) throws {
        self.now = now
        self.seed = seed
        organizations = SampleOrganizations(now: now, seed: seed)
        self.prisma = try SamplePrismaRows(prisma)
        self.leadflow = try SampleLeadflowRows(leadflow)
        self.skipTrace = try SampleSkipTraceRows(skipTrace)
        recentLeads = organizations.all.map { _ in 0 }
        recentTraces = recentLeads
    }

    mutating func write(_ lead: SampleLead) throws {
        var random = SampleRandom(.activity, lead.index, seed: seed)
        if lead.inPrisma {
            let place = lead.index == 0 ? 0 : random.weighted([(0, 60), (1, 30), (2, 10)])
            let recent = now.plus(days: -30)
            if lead.created >= recent { recentLeads[place] += 1 }
            recentTraces[place] += lead.traces.count { $0.created >= recent }
            rows += try prisma.write(lead, organizations.all[place], now: now, &random)
        }
        if lead.inLeadflow { rows += try leadflow.write(lead, &random) }
        for trace in lead.traces {
            if trace.home != .skipTrace { rows += try prisma.write(trace) }
            if trace.home != .prisma { rows += try skipTrace.write(trace) }
            if trace.cents > 0 { rows += try leadflow.writeCost(of: trace) }
        }
        if lead.aiCostCents > 0 { rows += try leadflow.writeScoringCost(of: lead) }
    }

    /// What does not hang on one lead: organizations, whose counters are known last, and orphans.
    mutating func writeRest(leads: Int) throws {
        for (index, organization) in organizations.all.enumerated() {
            try prisma.organizations.run([
                .text(organization.id), .text(organization.name), .text(organization.plan),
                .int(recentLeads[index]), .int(recentTraces[index]),
                .int(organizations.founded.milliseconds), .int(now.milliseconds),
            ])
        }
        for row in organizations.userRows { try prisma.users.run(row) }
        for row in organizations.campaignRows { try prisma.campaigns.run(row) }
        rows += organizations.all.count + organizations.userRows.count + organizations.campaignRows.count
        guard leads > 0 else { return }
        for index in 0..<(leads / 500 + 1) { try writeOrphans(index) }
    }

    /// A note, a call, a trace with its phone, and a phone without a trace, of leads that are gone.
    private mutating func writeOrphans(_ index: Int) throws {
        var random = SampleRandom(.orphan, index, seed: seed)
        var gone = SampleLead(index, of: index + 1, now: now.plus(days: -1), seed: seed)
        gone.id = "cmissing" + String(String(100_000_000_000_000_000 + index).dropFirst())
        gone.inPrisma = true
        try prisma.writeNote(
            SampleText.notes[index % SampleText.notes.count], of: gone, by: nil, now: now, &random)
        try prisma.writeCall(of: gone, by: nil, outcome: "no_answer", now: now, &random)
        var trace = SampleTrace(lead: gone, now: now, home: .both, &random)
        rows +=
            2 + (try skipTrace.write(trace)) + (try prisma.write(trace)) + (try leadflow.writeCost(of: trace))
        trace.id = random.uuid()
        if var phone = trace.phones.first {
            phone.id = random.uuid()
            try skipTrace.write(phone, of: trace)
            rows += 1
        }
    }
}
