package import CvxDomain
package import CvxLanguage
package import CvxRender
package import CvxServices

/// How a session shows things and what it may do.
package struct SessionSettings {
    /// Nil: a table on a terminal, CSV elsewhere.
    package var format: OutputFormat?
    package var errorsAsJSON = false
    package var color = false
    package var errorColor = false
    /// Standard output is a terminal.
    package var isTerminal = false
    /// What is shown goes into a file.
    package var writesFile = false
    /// Terminal cells; nil where output is no terminal.
    package var width: Int?
    /// Rows that a table on a terminal shows; nil: all of them.
    package var maxRows: Int? = 40
    /// Standard error is a terminal, and long work shows there how far it is.
    package var showsProgress = false
    /// Say nothing that was not asked for.
    package var isQuiet = false
    /// Every result is kept as `$_`, as the shell does.
    package var keepsResults = false
    /// The workspace's name and folder, for the prompt and the history.
    package var workspaceName = ""
    package var workspaceFolder = ""
    /// `--yes`: what the shell would ask about is agreed to.
    package var assumesYes = false
    /// `--dry-run`: changes are shown, none is made.
    package var isDryRun = false
    /// False with `--no-input` and wherever standard input is no terminal: what would be asked is refused.
    package var allowsInput = false
    /// What `--param NAME=VALUE` and `--NAME VALUE` behind a script give its `params`, in their order, each name
    /// once; `-` in a name is `_`, and a name without a value has `true`.
    package var parameters: [(name: String, value: String)] = []
    /// `--help` behind a script: it is to list its parameters and run nothing.
    package var wantsHelp = false
    /// `--as`: who acts; nil is the operating system's user.
    package var actor: String?
    /// `--because`: kept with every change that gives no reason of its own.
    package var reason: String?
    /// The organization that alone is seen and changed, by id or name; nil where nobody said.
    package var organization: String?
    /// `--lock`: a run of this name in the workspace waits for no other of the same name, and is refused beside it.
    package var lockName: String?
    /// `--timeout`: milliseconds that a script, or a statement of the shell, may run; nil: as long as it takes.
    package var timeout: Int64?
    package init() {}
}

/// What a session works on; the composition root supplies it.
package struct SessionServices {
    package var catalog: any WorkspaceCatalog
    package var engine: any QueryEngine
    package var zone: any Zone
    /// Turns an error of a store into a diagnostic; nil for an error that is none of its.
    package var diagnose: (any Error) -> Diagnostic?
    /// Asks the running query to stop; safe in a signal handler.
    package var interruption: Interruption?
    /// Nil where nothing can be changed, as in tests that only ask.
    package var changes: ChangeService?
    package var transactions: (any ChangeTransactions)?
    package var journal: (any JournalReading)?
    package var undoing: (any ChangeUndoing)?
    package var runs: (any RunRecording)?
    package var locks: (any NamedLocks)?
    /// Lets go of what is past the journal's retention; nil keeps everything.
    package var tidy: (() throws -> Void)?
    /// The rules before every contact; nil where there are none, as in tests that only ask.
    package var compliance: ComplianceSource?
    /// Nil where there are no lists, as in tests that only ask.
    package var doNotCall: (any DoNotCallList)?
    package var doNotCallImporting: (any DoNotCallImporting)?
    /// Nil where nobody is known, as in tests that only ask.
    package var people: People?
    /// Made when a campaign is first spoken of.
    package var campaigns: (Session) -> CampaignService? = { _ in nil }
    /// Made when something is first traced.
    package var tracing: () -> TraceService? = { nil }
    /// What there is to say of the stores since it was last asked; once each.
    package var notices: () -> [Diagnostic] = { [] }
    package init(
        catalog: any WorkspaceCatalog, engine: any QueryEngine, zone: any Zone,
        diagnose: @escaping (any Error) -> Diagnostic?, interruption: Interruption?
    ) {
        self.catalog = catalog
        self.engine = engine
        self.zone = zone
        self.diagnose = diagnose
        self.interruption = interruption
    }
}
