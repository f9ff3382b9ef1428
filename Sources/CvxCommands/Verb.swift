package import CvxDomain
package import CvxLanguage
package import CvxRuntime
package import CvxServices

/// A verb of the language: its words, what it is for, and what carries it out. The parser, the checker, help,
/// completion and `cvx commands --json` read this one table.
package struct Verb: Sendable {
    package var shape: CommandShape
    package var summary: String
    package var examples: [String]
    /// What the checker knows of it.
    package var signature: VerbSignature
    /// Nil for a change, which the session makes, and for a verb whose words are known and that this version cannot carry
    /// out.
    package var run: (@Sendable (VerbInvocation) throws -> VerbOutcome)?

    package init(
        _ shape: CommandShape, _ summary: String, examples: [String] = [],
        signature: VerbSignature = VerbSignature(),
        run: (@Sendable (VerbInvocation) throws -> VerbOutcome)? = nil
    ) {
        self.shape = shape
        self.summary = summary
        self.examples = examples
        self.signature = signature
        self.run = run
    }
}

extension Verb {
    /// This version can carry it out.
    package var isAvailable: Bool { run != nil || signature.labels != nil }
}

/// A verb with its operands worked out.
package struct VerbInvocation {
    package var command: CheckedCommand
    package var target: Value?
    package var arguments: [Value]
    package var catalog: any WorkspaceCatalog
    /// Nil where nobody is known, as in tests that only ask.
    package var people: People?
    /// By the option's name; of options that take bare words, none.
    package var options: [String: Value] = [:]
    /// The target's rows, for a verb that asks for them itself; `target` is nil then.
    package var rows: QueryPlan?
    package var host: any VerbHost
    package init(
        command: CheckedCommand, target: Value?, arguments: [Value], catalog: any WorkspaceCatalog,
        people: People? = nil, options: [String: Value] = [:], rows: QueryPlan? = nil, host: any VerbHost
    ) {
        self.command = command
        self.target = target
        self.arguments = arguments
        self.catalog = catalog
        self.people = people
        self.options = options
        self.rows = rows
        self.host = host
    }
}

/// Where a change stands in its program, for what is said of it.
package struct ChangePlace: Sendable {
    package var statement: CvxLanguage.Span
    package var verb: CvxLanguage.Span
    /// Where a field's value stands; a field that has none is said at the verb.
    package var fields: [String: CvxLanguage.Span]

    package init(
        statement: CvxLanguage.Span, verb: CvxLanguage.Span, fields: [String: CvxLanguage.Span] = [:]
    ) {
        self.statement = statement
        self.verb = verb
        self.fields = fields
    }
}

/// What a verb asks of the session that runs it.
package protocol VerbHost: AnyObject {
    var queries: any QueryEngine { get }
    var journal: (any JournalReading)? { get }
    var transactions: (any ChangeTransactions)? { get }
    var undoing: (any ChangeUndoing)? { get }
    var runs: (any RunRecording)? { get }
    /// The rules before every contact; nil where there are none, as in tests that only ask.
    var compliance: ComplianceSource? { get }
    /// Nil where nothing can be sent, as in tests that only ask.
    var campaigns: CampaignService? { get }
    var locks: (any NamedLocks)? { get }
    /// Nil where nothing can be traced, as in tests that only ask.
    var tracing: TraceService? { get }
    /// Nil where there are no lists, as in tests that only ask.
    var doNotCall: (any DoNotCallList)? { get }
    var doNotCallImporting: (any DoNotCallImporting)? { get }
    /// Somebody pressed Ctrl-C, or time ran out.
    var isInterrupted: Bool { get }
    /// Within `dry run` and `preview`, and under `--dry-run`.
    var isDryRun: Bool { get }
    /// Makes a change with the consent, the ceilings and the journal of any other; in a dry run it is shown instead.
    ///
    /// - Parameter isAgreed: the person was asked about it before
    func change(
        _ plan: ChangePlan, reason: String?, at place: ChangePlace, isAgreed: Bool
    ) throws -> ChangeOutcome
    /// The bytes of a file.
    ///
    /// - Throws: a diagnostic that names it.
    func contents(of path: String) throws -> [UInt8]
    /// Who acts, for the journal.
    func draft(reason: String?, at span: CvxLanguage.Span) -> JournalDraft
    /// Whether a person agrees to what the lines say; never asked where it was agreed to before.
    ///
    /// - Throws: a diagnostic where nobody can be asked.
    func agrees(to lines: [String], question: String, at span: CvxLanguage.Span) throws -> Bool
    /// Somebody is at the terminal who can be asked.
    var canAsk: Bool { get }
    /// What a person answers to a question, the lines before it; nil where they leave it, by the end of input or by Ctrl-C.
    func ask(_ question: String, after lines: [String]) -> String?
    /// What the program's `allow` leaves of a kind: rows, messages, or ten-thousandths of a dollar; nil where nothing
    /// bounds it.
    func left(_ kind: Effects.Kind) -> Int64?
    /// What the program's `allow spend` leaves; nil where nothing bounds it.
    var spendingLeft: Money? { get }
    /// Counts what is about to happen, or has: rows, messages, or ten-thousandths of a dollar.
    ///
    /// - Throws: a diagnostic where it passes what the program allows.
    func use(_ kind: Effects.Kind, _ amount: Int64, at span: CvxLanguage.Span) throws
    /// Shows how far long work is, on a terminal, in place of what it showed before; empty text wipes it away.
    func showProgress(_ text: String)
    /// What stands at a place of the program that runs.
    func text(of span: CvxLanguage.Span) -> String
    /// A question that was kept as text, ready to be asked.
    ///
    /// - Parameter name: what it is, for who reads what is wrong with it
    /// - Throws: a diagnostic where it is wrong, or names what only the program knew that it comes from.
    func plan(of query: String, named name: String) throws -> QueryPlan
    /// When a day, moment or period begins; nil for any other value.
    func moment(_ value: Value) -> Instant?
    /// The same for an expression as it is typed, such as `tomorrow`; nil for any other text.
    func moment(written text: String) -> Instant?
    /// The present, and its day in the session's zone.
    var now: Instant { get }
    var today: Day { get }
    /// A moment's day in that zone.
    func day(of moment: Instant) -> Day
    /// A remark on standard error.
    func say(_ text: String)
}

/// What a verb gives back; it prints nothing itself.
package enum VerbOutcome {
    case nothing
    /// Lines for the person.
    case text([String])
    case records([ResultColumn], [Record])
    /// Rows too many to be kept: they go into the sink, which has begun and is ended by whoever runs the verb.
    case stream([ResultColumn], (_ sink: inout any RowSink) throws -> Void)
    /// Rows of stores, or a value: shown as a query's result is.
    case value(Value)
    /// What a program gets, and nobody is shown: what there is to say was said.
    case silent(Value)
}

extension VerbHost {
    func change(_ plan: ChangePlan, reason: String?, at place: ChangePlace) throws -> ChangeOutcome {
        try change(plan, reason: reason, at: place, isAgreed: false)
    }
}
