/// The people and campaigns that leads belong to.
struct SampleOrganizations {
    struct Organization {
        var id: String
        var name: String
        var plan: String
        var users: [String] = []
        /// Campaigns that have sent something.
        var campaigns: [(id: String, type: String, status: String, started: SampleMoment)] = []
    }

    private(set) var all: [Organization] = []
    private(set) var userRows: [[Cell]] = []
    private(set) var campaignRows: [[Cell]] = []
    let founded: SampleMoment

    static let campaignTypes = ["sms", "email", "call", "direct_mail"]
    static let campaignStatuses = ["draft", "scheduled", "running", "paused", "completed", "cancelled"]

    init(now: SampleMoment, seed: UInt64) {
        founded = now.plus(days: -600)
        for (index, (name, plan)) in [
            ("Sunrise Home Buyers", "pro"), ("Keystone Acquisitions", "starter"),
            ("Zoë & Søn Realty", "free"),
        ].enumerated() {
            var random = SampleRandom(.organization, index, seed: seed)
            var organization = Organization(id: random.cuid(founded), name: name, plan: plan)
            for user in 0..<(5 - index) { addUser(user, to: &organization, index, &random) }
            for type in Self.campaignTypes {
                for status in Self.campaignStatuses
                where index == 0 || status == "completed" || status == "running" {
                    addCampaign(type, status, to: &organization, now, &random)
                }
            }
            all.append(organization)
        }
    }

    private mutating func addUser(
        _ number: Int, to organization: inout Organization, _ index: Int, _ random: inout SampleRandom
    ) {
        let id = random.cuid(founded)
        let (first, last) = (random.pick(SampleNames.first), random.pick(SampleNames.last))
        userRows.append([
            .text(id), .text("user\(number + 1)@org\(index + 1).example.com"),
            .text("$2b$10$fake.hash.of.no.password.\(index)\(number)"), .text(first), .text(last),
            .text(number == 0 ? "admin" : number == 1 ? "manager" : "user"), .text(organization.id),
            .int(founded.milliseconds), .int(founded.plus(days: number).milliseconds),
        ])
        organization.users.append(id)
    }

    private mutating func addCampaign(
        _ type: String, _ status: String, to organization: inout Organization, _ now: SampleMoment,
        _ random: inout SampleRandom
    ) {
        let created = now.plus(days: -random.within(20...400))
        let id = random.cuid(created)
        let scheduled = status == "scheduled" ? now.plus(days: random.within(1...20)) : created.plus(days: 2)
        let season = random.pick(["Spring", "Summer", "Fall", "Winter"])
        campaignRows.append([
            .text(id), .text("\(season) \(type.replacing("_", with: " ")) \(status)"), .text(type),
            .text(status),
            type == "email" ? .text("About your house on {{street}}") : .null,
            .text(
                "Hi {{first_name}}, would you take an offer for {{address}}?"
                    + (type == "sms" ? " Reply STOP to opt out." : "")),
            status == "draft" ? .null : .int(scheduled.milliseconds), .text(organization.id),
            .int(created.milliseconds), .int(created.plus(days: 1).milliseconds),
        ])
        if status != "draft", status != "scheduled" {
            organization.campaigns.append((id, type, status, scheduled))
        }
    }
}
