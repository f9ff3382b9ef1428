import CvxDomain
import CvxHTTP
import CvxServices
import CvxSettings
import CvxShell
import CvxStores
import CvxTransports
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
        let transports = transports
        let rates = place.settings.transports.mapValues(\.rate)
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
                transport: { channel, _ in try Self.transport(channel, transports) },
                rate: { rates[$0.rawValue] ?? nil }))
    }

    private static func transport(_ channel: Channel, _ factory: TransportFactory) throws -> any Transport {
        if let problem = factory.problems(channel).first {
            throw CampaignError(.transport, problem.message, help: problem.help)
        }
        return factory.make(channel)
    }

    private var transports: TransportFactory {
        let zone = zone
        return TransportFactory(
            settings: place.settings.transports, compliance: place.settings.compliance,
            folder: place.location.folder,
            surroundings: TransportFactory.Surroundings(
                now: Session.now, today: { zone.day(of: Session.now()) },
                client: { try CurlClient(connections: TransportFactory.connections) },
                secret: SecretReader.read, environment: { Self.environment }))
    }

    /// What this process was started with, but for what is set for it alone: secrets are among that.
    private static var environment: [String: String] {
        let bytes = (try? FileReader.read("/proc/self/environ")) ?? []
        var variables: [String: String] = [:]
        for entry in bytes.split(separator: 0) {
            let parts = String(decoding: entry, as: UTF8.self).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].hasPrefix("CVX_") {
                variables[String(parts[0])] = String(parts[1])
            }
        }
        return variables
    }
}
