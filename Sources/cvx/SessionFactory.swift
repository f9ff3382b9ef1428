import CvxDomain
import CvxLanguage
import CvxRender
import CvxServices
import CvxSettings
import CvxShell
import CvxStores
import Glibc

/// Puts a session together: the one place that knows both the shell and the stores.
enum SessionFactory {
    static func make(_ options: LaunchOptions, interactive: Bool, output: any ByteOutput) throws -> Session {
        let place = try LaunchPlace(options)
        let stores = WorkspaceStores(try place.configuration(options))
        let zone = SystemZone(named: options.timeZone ?? place.settings.session.timeZone)
        let engine = StoreQueryEngine(stores: stores, zone: zone)
        var services = SessionServices(
            catalog: stores, engine: engine, zone: zone, diagnose: diagnostic,
            interruption: Interruption { _ in WorkspaceStores.interruptRunning() })
        let people = People(
            store: StorePeople(stores: stores, engine: engine), catalog: stores,
            rights: place.settings.rights, operatingSystemUser: { SystemUser.name })
        services.people = people
        services.notices = { stores.takeNotices().map(diagnostic) }
        engine.sqlRefusal = { people.refusal(.readSQL) }
        services.compliance = compliance(place.settings)
        let transactions = StoreTransactions(
            stores: stores, journalPath: place.location.folder + "/data/cvx.db")
        services.changes = ChangeService(
            changes: StoreChangeEngine(
                engine: engine, stores: stores, transactions: transactions, clock: Session.now,
                actor: { people.actor.name }),
            queries: engine, catalog: stores, people: people)
        services.transactions = transactions
        let doNotCall = StoreDoNotCallList(
            stores: stores, path: place.location.folder + "/data/cvx_dnc.db")
        services.doNotCall = doNotCall
        services.doNotCallImporting = doNotCall
        services.runs = JournalRuns(transactions)
        let tracing = Lazily {
            TracingFactory(
                place: place, stores: stores, engine: engine, transactions: transactions, doNotCall: doNotCall
            ).make()
        }
        services.tracing = { tracing.value }
        if let compliance = services.compliance {
            let factory = CampaignFactory(
                place: place, stores: stores, engine: engine, transactions: transactions,
                doNotCall: doNotCall,
                compliance: compliance, zone: zone)
            var made: CampaignService?
            services.campaigns = { session in
                if made == nil { made = factory.make(for: session) }
                return made
            }
        }
        services.locks = JournalLocks(transactions)
        if let retention = place.settings.journal.retention {
            services.tidy = {
                let limit = Session.now().milliseconds - retention
                try transactions.prune(olderThan: Instant(milliseconds: limit))
            }
        }
        let journal = JournalReader(transactions)
        services.undoing = GuardedUndoing(transactions, journal: journal, people: people)
        services.journal = GuardedJournal(journal, people: people)
        let session = Session(
            settings: options.settings(interactive: interactive, place), services: services, output: output,
            errors: FileDescriptorOutput(STDERR_FILENO))
        let settled = transactions.settleInterrupted().map { Diagnostic(.changeSettled, $0) }
        session.report(settled, nil)
        return session
    }

    private static func compliance(_ settings: Settings) -> ComplianceSource {
        let real = Channel.allCases.filter { channel in
            settings.transports[channel.rawValue]?.kind.isReal ?? false
        }
        return ComplianceSource(
            settings: settings.compliance, realChannels: Set(real), text: RuleText.standardText
        ) {
            let file = try settings.compliance.rules.map {
                SettingsFile(path: $0, bytes: try FileReader.read($0))
            }
            do throws(SettingsError) {
                return try RulesFile.read(file)
            } catch {
                throw error.first
            }
        }
    }

    private static func diagnostic(_ notice: StoreNotice) -> Diagnostic {
        switch notice {
        case .leftOut(let error):
            Diagnostic(
                .storeSkipped, "\(error.message): answers come without it",
                help: "`cvx doctor` says more; with --strict it is an error")
        case .sentence(let text): Diagnostic(.storeNotice, text)
        }
    }

    static func diagnostic(_ error: any Error) -> Diagnostic? {
        if let refusal = error as? SQLRefusal {
            switch refusal {
            case .writes:
                return Diagnostic(
                    .readOnlySQL, "this SQL does more than ask",
                    help: "`sql` runs one statement: SELECT, WITH, VALUES, INSERT, UPDATE or DELETE"
                )
            case .severalStatements:
                return Diagnostic(
                    .readOnlySQL, "this is more than one SQL statement", help: "one `sql` for each")
            }
        }
        if let error = error as? JournalError {
            let help = error.help.isEmpty ? nil : error.help
            return Diagnostic(error.kind.code, error.message, help: help)
        }
        guard let error = error as? StoreError else { return nil }
        let code: DiagnosticCode =
            switch error.kind {
            case .missing: .storeMissing
            case .unreadable: .storeUnreadable
            case .notADatabase: .notADatabase
            case .corrupt: .storeCorrupt
            case .busy: .storeBusy
            case .readOnly: .storeReadOnly
            case .nothingKnown: .nothingKnown
            case .diskFull: .diskFull
            case .interrupted: .cancelled
            case .constraint: .constraintFailed
            case .sql: .sqlFailed
            }
        return Diagnostic(code, error.message, help: error.help.isEmpty ? nil : error.help)
    }
}

extension JournalError.Kind {
    fileprivate var code: DiagnosticCode {
        switch self {
        case .transactionState: .noTransaction
        case .lockHeld: .storeBusy
        case .unrecordable, .notAChange: .constraintFailed
        default: .cannotUndo
        }
    }
}
