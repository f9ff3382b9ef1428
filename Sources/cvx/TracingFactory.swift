import CvxDomain
import CvxHTTP
import CvxServices
import CvxSettings
import CvxShell
import CvxStores
import Glibc

/// Puts the service of traces together, when something is first traced.
struct TracingFactory {
    var place: LaunchPlace
    var stores: WorkspaceStores
    var engine: StoreQueryEngine
    var transactions: StoreTransactions
    var doNotCall: any DoNotCallList

    func make() -> TraceService {
        let configuration = stores.configuration
        let providers = place.settings.providers.sorted { $0.key < $1.key }.map { name, settings in
            var settings = settings
            if settings.kind == .batchdata, settings.key == nil { settings.key = BatchData.usualKey }
            let source = settings.key
            return TraceProvider(name: name, settings: settings, remote: settings.remoteProvider) {
                try source.flatMap(SecretReader.read)
            }
        }
        return TraceService(
            ledger: TraceLedgerFile(
                path: place.location.folder + "/data/cvx_ledger.db", busyTimeout: configuration.busyTimeout),
            store: WorkspaceTraces(
                engine: engine, stores: stores, transactions: transactions, doNotCall: doNotCall),
            local: WorkspaceContacts(engine: engine, list: place.settings.local.contacts),
            providers: providers,
            surroundings: TraceSurroundings(
                now: Session.now, uptime: Self.uptime, sleep: { usleep(UInt32(clamping: $0) * 1_000) },
                isInterrupted: { Signals.isInterrupted }, newID: { RowID.new(at: Session.now()) },
                client: { try CurlClient(connections: TraceService.width, isHeld: { Signals.isInterrupted }) }
            ))
    }

    static func uptime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
