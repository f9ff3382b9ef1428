package import CvxDomain

/// What went wrong with a store, in words for the person who has to deal with it.
package struct StoreError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case missing
        case unreadable
        case notADatabase
        case corrupt
        /// Another process kept it locked until the time-out: exit code 75.
        case busy
        case readOnly
        case nothingKnown
        case diskFull
        case interrupted
        /// A rule of a table forbids it: unique, check, foreign key; in SQLite's words.
        case constraint(String)
        /// Anything else SQLite says, in its own words.
        case sql(String)
    }

    package var kind: Kind
    /// Nil where the failure belongs to no one store.
    package var store: StoreRole?
    /// Absolute; empty where the failure belongs to no one store.
    package var path: String
    /// One sentence that names the file.
    package var message: String
    /// The next step; empty where there is none to offer.
    package var help: String

    package init(kind: Kind, store: StoreRole?, path: String, message: String, help: String = "") {
        self.kind = kind
        self.store = store
        self.path = path
        self.message = message
        self.help = help
    }

    /// The error of a kind, with the message and help that belong to it.
    package init(_ kind: Kind, store: StoreRole?, path: String) {
        let file = Self.name(of: store, path: path)
        let words: (message: String, help: String) =
            switch kind {
            case .missing:
                ("\(file) does not exist", "start cvx in the workspace's folder, or name it with -w DIR")
            case .unreadable:
                ("\(file) cannot be read", "check that the file is yours to read: ls -l \(path)")
            case .notADatabase:
                ("\(file) is not an SQLite database", "check the path: file \(path)")
            case .corrupt:
                (
                    "\(file) is damaged",
                    "restore a backup, or save what can be read: sqlite3 \(path) .recover"
                )
            case .busy:
                (
                    "\(file) stayed locked by another program",
                    "try again when that program has finished writing"
                )
            case .readOnly:
                ("\(file) cannot be written", "open it without --read-only, or make file and folder writable")
            case .nothingKnown:
                ("\(file) holds no table that cvx knows", "see what it holds: cvx describe")
            case .diskFull:
                ("no space is left to write \(file)", "free some space on that disk, then try again")
            case .interrupted:
                ("interrupted", "")
            case .constraint(let text):
                ("\(text): a rule of the table forbids it", "nothing of the statement was kept")
            case .sql(let text):
                (store == nil && path.isEmpty ? text : "\(file): \(text)", "")
            }
        self.init(kind: kind, store: store, path: path, message: words.message, help: words.help)
    }

    private static func name(of store: StoreRole?, path: String) -> String {
        switch (store, path.isEmpty) {
        case (let store?, false): "the \(store.rawValue) store \(path)"
        case (let store?, true): "the \(store.rawValue) store"
        case (nil, false): path
        case (nil, true): "the store"
        }
    }
}
