internal import CvxDomain

/// What the body of a change works with.
package final class ChangeRecording {
    /// Queries and changes run here. Statements are judged as they are compiled: tables without a primary key, stores
    /// that were not named, and whatever changes more than rows are refused.
    package let connection: OpaquePointer
    private let recorders: [SessionRecorder]
    private let chunks: PendingChunks
    private let place: Int
    private(set) var counts = ChangeCounts()

    /// - Parameter place: of the entry in its transaction.
    init(roles: [StoreRole], chunks: PendingChunks, place: Int) throws {
        connection = chunks.connection
        self.chunks = chunks
        self.place = place
        recorders = try roles.map { try SessionRecorder($0, on: chunks.connection) }
    }

    /// Moves what was recorded so far out of memory: to be called after every 20,000 rows or so, and not while one
    /// of the changing statements is in the middle of its rows.
    package func flush() throws {
        for recorder in recorders {
            try recorder.drain { changeset in
                try counts.add(changeset, of: recorder.role)
                try chunks.append(changeset, entry: place, role: recorder.role)
            }
        }
    }
}
