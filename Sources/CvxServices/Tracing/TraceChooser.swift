import CvxDomain

/// Says for each lead of a page what is to be done about it next.
struct TraceChooser {
    enum Choice {
        /// It is through without a call.
        case finish(TraceOutcome, provider: String?, message: String?)
        /// What is known already answers it.
        case answer(ContactAnswer, provider: String)
        case ask(TraceProvider, ContactRequest)
    }

    private let service: TraceService
    private let order: TraceOrder
    private var leads: [RowKey: TraceLead]
    private var known: [RowKey: ContactAnswer]
    private var earlier: [String: [RowKey: EarlierCall]]
    private var answers: [String: [String: ContactAnswer]]

    /// Reads what the page needs.
    init(_ service: TraceService, _ order: TraceOrder, _ items: [TraceItem]) throws {
        self.service = service
        self.order = order
        let now = service.surroundings.now()
        let leads = try service.store.leads(items.map(\.lead))
        self.leads = leads
        known =
            order.providers.contains(localProvider)
            ? try service.local.contacts(of: items.compactMap { leads[$0.lead] }) : [:]
        var earlier: [String: [RowKey: EarlierCall]] = [:]
        var answers: [String: [String: ContactAnswer]] = [:]
        if !order.isForced {
            let questions = Set(leads.values.compactMap { $0.contact.map { TraceQuestion($0, id: "").key } })
            for name in order.providers {
                guard let provider = service.providers[name] else { continue }
                let since = Instant(milliseconds: now.milliseconds - provider.settings.cache)
                earlier[name] = try service.ledger.earlier(items.map(\.lead), of: name, since: since)
                answers[name] = try service.ledger.answers(questions, of: name, since: since)
            }
        }
        self.earlier = earlier
        self.answers = answers
    }

    /// Takes what another has read later for some of the leads.
    mutating func add(_ other: TraceChooser) {
        leads.merge(other.leads) { $1 }
        known.merge(other.known) { $1 }
        earlier.merge(other.earlier) { $0.merging($1) { $1 } }
        answers.merge(other.answers) { $0.merging($1) { $1 } }
    }

    func lead(_ key: RowKey) -> TraceLead? { leads[key] }

    /// - Parameter place: of the provider in the order whose turn it is; moved on past those that cannot help
    func choose(_ item: TraceItem, from place: inout Int) -> Choice {
        guard let lead = leads[item.lead] else {
            return .finish(.badAddress, provider: nil, message: "the lead is no longer there")
        }
        let now = service.surroundings.now()
        var last: Choice?
        while place < order.providers.count {
            let name = order.providers[place]
            guard let provider = service.providers[name] else {
                if let answer = known[item.lead] {
                    if answer.outcome == .cached {
                        return .finish(.cached, provider: name, message: answer.message)
                    }
                    return .answer(answer, provider: name)
                }
                last = .finish(.noMatch, provider: name, message: "nothing in the workspace is known of it")
                place += 1
                continue
            }
            switch choice(provider, lead, now) {
            case .finish(let outcome, let by, let message) where outcome != .cached:
                last = .finish(outcome, provider: by, message: message)
            case .answer(let answer, _) where answer.outcome != .matched && place + 1 < order.providers.count:
                break
            case let choice: return choice
            }
            place += 1
        }
        return last ?? .finish(.noMatch, provider: nil, message: nil)
    }

    private func choice(_ provider: TraceProvider, _ lead: TraceLead, _ now: Instant) -> Choice {
        if !order.isForced {
            if let until = lead.cachedUntil, until > now {
                return .finish(.cached, provider: lead.tracedBy, message: nil)
            }
            switch earlier[provider.name]?[lead.key] {
            case .uncertain?:
                return .finish(
                    .uncertain, provider: provider.name,
                    message: "nobody knows what became of an earlier call; `force` asks again")
            case .answered(_, found: true)?: return .finish(.cached, provider: provider.name, message: nil)
            case .answered(_, found: false)?:
                return .finish(
                    .noMatch, provider: provider.name, message: "an earlier answer still holds")
            case nil: break
            }
            if lead.tracedBy == provider.name, let at = lead.tracedAt,
                now.milliseconds - at.milliseconds < provider.settings.cache
            {
                return .finish(.cached, provider: provider.name, message: nil)
            }
        }
        guard let contact = lead.contact else {
            return .finish(.badAddress, provider: provider.name, message: "it has no address to ask about")
        }
        if let answer = answers[provider.name]?[TraceQuestion(contact, id: "").key] {
            return .answer(answer, provider: provider.name)
        }
        return .ask(provider, contact)
    }

    /// Adds what would become of an item.
    func count(_ item: TraceItem, in estimate: inout TraceEstimate) {
        var place = 0
        var isAsked = false
        while place < order.providers.count {
            switch choose(item, from: &place) {
            case .answer(_, provider: localProvider):
                estimate.local += 1
                return
            case .finish(.cached, _, _), .answer:
                if !isAsked { estimate.cached += 1 }
                return
            case .finish:
                if !isAsked { estimate.refused += 1 }
                return
            case .ask(let provider, _):
                isAsked = true
                estimate.paid[provider.name, default: 0] += 1
                estimate.most.tenThousandths += provider.settings.price?.tenThousandths ?? 0
                place += 1
            }
        }
    }
}
