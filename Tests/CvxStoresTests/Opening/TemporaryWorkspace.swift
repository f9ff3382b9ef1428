import CSQLite
import CvxDomain
import Foundation
import GRDB

@testable import CvxStores

/// A workspace folder made for one test and removed with it.
final class TemporaryWorkspace {
    let folder: String

    init(name: String = "cvx") throws {
        folder = NSTemporaryDirectory() + "\(name)-\(UUID().uuidString)"
        for part in ["prisma", "data"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ role: StoreRole) -> String { "\(folder)/\(role.defaultPath)" }

    /// Our own store is made as cvx makes it before the statements run.
    func make(_ role: StoreRole, _ sql: String) throws {
        if role.isOwn {
            sqlite3_close_v2(
                try OwnSchema.records.open(path(role), writing: true, busyTimeout: 1_000).connection)
        }
        let queue = try DatabaseQueue(path: path(role))
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    func write(_ role: StoreRole, _ bytes: Data) throws {
        try bytes.write(to: URL(fileURLWithPath: path(role)))
    }

    func open(readOnly: Bool = false, busyTimeout: Int = 50) -> WorkspaceStores {
        WorkspaceStores(
            StoreConfiguration(
                paths: WorkspaceLocation(folder: folder).paths, readOnly: readOnly, busyTimeout: busyTimeout))
    }

    /// The kind of the error that opening for leads gives.
    func failure(readOnly: Bool = false) -> StoreError? {
        do {
            _ = try open(readOnly: readOnly).entity("leads")
            return nil
        } catch { return error as? StoreError }
    }
}

extension BoundHome {
    /// The column that a field is bound to, by name.
    func column(_ field: String) -> String? {
        if case .address(let street, _, _, _)? = columns[field] { return street.name }
        return columns[field]?.column?.name
    }
}
