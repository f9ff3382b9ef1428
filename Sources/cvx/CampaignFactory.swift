import CvxDomain
import CvxServices
import CvxShell
import CvxStores
import Glibc

/// Puts the service of campaigns together, when one is first spoken of.
struct CampaignFactory {
    var place: LaunchPlace
    var stores: WorkspaceStores
    var engine: StoreQueryEngine
    var transactions: StoreTransactions
    var doNotCall: any DoNotCallList
    var compliance: ComplianceSource
    var zone: any Zone

    func make(for session: Session) -> CampaignService {
        let zone = zone
        return CampaignService(
            ledger: SendLedgerFile(
                path: place.location.folder + "/data/cvx_ledger.db",
                busyTimeout: stores.configuration.busyTimeout),
            store: WorkspaceCampaigns(engine: engine, stores: stores, transactions: transactions),
            queries: engine, catalog: stores, compliance: compliance, doNotCall: doNotCall,
            surroundings: CampaignSurroundings(
                now: Session.now, uptime: TracingFactory.uptime,
                sleep: { usleep(UInt32(clamping: $0) * 1_000) }, isInterrupted: { Signals.isInterrupted },
                minuteOfDay: { moment in
                    let start = zone.startOfDay(zone.day(of: moment))
                    return Int((moment.milliseconds - start.milliseconds) / 60_000)
                },
                plan: { [unowned session] in try session.plan(of: $0, named: $1) },
                transport: { _, _ in TMPTransport() }))
    }
}
final class TMPTransport: Transport {
    var name = "outbox", isReal = false, width = 500, honoursMessageID = true, done: [Int] = []
    func start(_ message: OutgoingMessage, tag: Int) { done.append(tag) }
    func wait(milliseconds: Int) -> [(tag: Int, result: SendResult)] {
        defer { done = [] }; return done.map { ($0, .sent(id: nil)) }
    }
    var inFlight: Int { done.count }
    func flush() throws {}
}
