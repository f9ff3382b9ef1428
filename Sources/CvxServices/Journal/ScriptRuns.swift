package import CvxDomain

/// One run of a script, as the journal keeps it.
package struct ScriptRun: Sendable, Hashable {
    /// What entries of the journal name it by.
    package var id: String
    /// The script's path, as it was given.
    package var script: String
    package var started: Instant
    /// Nil while it runs, and for good where it was killed.
    package var ended: Instant?
    package var actor: String
    /// As JSON, secrets taken out.
    package var parameters: String
    /// What it did, as JSON; empty until it ended.
    package var effects: String
    /// Nil until it ended.
    package var exit: Int32?

    package init(
        id: String, script: String, started: Instant, ended: Instant? = nil, actor: String,
        parameters: String = "{}", effects: String = "", exit: Int32? = nil
    ) {
        self.id = id
        self.script = script
        self.started = started
        self.ended = ended
        self.actor = actor
        self.parameters = parameters
        self.effects = effects
        self.exit = exit
    }
}

/// Where runs of scripts are written down.
package protocol RunRecording: AnyObject {
    func begin(_ run: ScriptRun) throws
    func end(_ id: String, at: Instant, effects: String, exit: Int32) throws
    /// Newest first.
    func runs(limit: Int?) throws -> [ScriptRun]
    /// Nil where there is none of that id.
    func run(_ id: String) throws -> ScriptRun?
}

/// Keeps two runs of one job apart, whatever their processes.
package protocol NamedLocks: AnyObject {
    /// Takes a lock; it is held until the result is gone, or the process ends, however it does.
    ///
    /// - Parameter holder: who has it, in words for those who come too late.
    /// - Throws: `JournalError` of kind `lockHeld` where another process, or this one, holds it.
    func acquire(_ name: String, holder: String) throws -> AnyObject
    /// Whether somebody holds a lock.
    func isHeld(_ name: String) throws -> Bool
}
