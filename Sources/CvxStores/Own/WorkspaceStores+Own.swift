internal import CSQLite
internal import CvxDomain

// The store that cvx keeps itself: made when it is first written, empty before.
extension WorkspaceStores {
    /// Sees that the store is there to be written to.
    ///
    /// - Throws: `StoreError`.
    func makeOwn() throws {
        guard attached[.cvx] == nil, let path = configuration.paths[.cvx] else { return }
        if configuration.readOnly { throw StoreError(.readOnly, store: .cvx, path: path) }
        if FileProbe(path).kind == .missing { try bringUpToDate(path) }
    }

    /// A file that an older version made gets the tables that came since. Where it cannot be written it is read as it
    /// is: what it has no table for is empty.
    func checkOwn(_ store: AttachedStore, on connection: OpaquePointer) throws {
        if try OwnSchema.records.isCurrent(store.schema, store.path, on: connection) { return }
        if !store.isReadOnly { try bringUpToDate(store.path) }
    }

    private func bringUpToDate(_ path: String) throws {
        let isThere = FileProbe(path).kind != .missing
        do {
            try translating(.cvx) {
                let opened = try OwnSchema.records.open(
                    path, writing: true, busyTimeout: configuration.busyTimeout)
                sqlite3_close_v2(opened.connection)
            }
        } catch let error as StoreError where !isThere && error.kind == .unreadable {
            throw StoreError(.readOnly, store: .cvx, path: path)
        }
    }
}
