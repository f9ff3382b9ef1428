package import CvxDomain

/// Takes in lists of numbers that somebody else keeps.
package protocol DoNotCallImporting: AnyObject {
    /// Reads a file whole; nothing is kept yet.
    ///
    /// - Parameters:
    ///   - joining: the list whose numbers stay, and those of the file come to them; nil: the file's alone
    ///   - isInterrupted: asked now and then; true ends it
    /// - Throws: `DoNotCallFileError`, and what the store throws.
    func read(
        _ path: String, joining list: DoNotCallMark.List?, isInterrupted: () -> Bool
    ) throws -> DoNotCallLines

    /// Puts what was read in the list's place, all of it or, whatever happens, none. Inside of an organization as well
    /// the list is everybody's.
    ///
    /// - Throws: what the store throws.
    func replace(
        _ list: DoNotCallMark.List, with lines: consuming DoNotCallLines, asOf: Day, file: String,
        by actor: String,
        at now: Instant
    ) throws -> ImportedDoNotCallList

    /// When the file itself says that it was last written.
    func day(of path: String) -> Instant?
}

package enum DoNotCallFileError: Error, Hashable, Sendable {
    /// In the system's words.
    case unreadable(String)
    case interrupted
}
