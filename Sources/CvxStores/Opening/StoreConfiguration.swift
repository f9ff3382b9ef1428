package import CvxDomain

/// Where the stores lie and how they are opened.
package struct StoreConfiguration: Sendable {
    /// Absolute. A role without a path counts as missing.
    package var paths: [StoreRole: String]
    package var readOnly: Bool
    /// Milliseconds to wait for another process's lock.
    package var busyTimeout: Int
    /// A store that is there and cannot be read is an error, even where another could answer.
    package var isStrict: Bool

    package init(
        paths: [StoreRole: String], readOnly: Bool = false, busyTimeout: Int = 5_000, isStrict: Bool = false
    ) {
        self.paths = paths
        self.readOnly = readOnly
        self.busyTimeout = busyTimeout
        self.isStrict = isStrict
    }
}

/// The folder that holds a workspace, and its stores' paths.
package struct WorkspaceLocation: Sendable, Hashable {
    /// Absolute.
    package var folder: String
    /// Absolute, whether or not the files exist.
    package var paths: [StoreRole: String]

    /// A workspace at a folder that was named (`-w DIR`). Paths given for single stores count from the current
    /// folder and override the defaults.
    package init(folder: String, overrides: [StoreRole: String] = [:]) {
        let current = FilePath.currentFolder
        let root = FilePath.absolute(folder, in: current)
        self.folder = root
        var paths: [StoreRole: String] = [:]
        for role in StoreRole.allCases {
            paths[role] =
                overrides[role].map { FilePath.absolute($0, in: current) }
                ?? FilePath.join(root, role.defaultPath)
        }
        self.paths = paths
    }

    /// Puts a store elsewhere; a relative path counts from the workspace's folder.
    package mutating func move(_ role: StoreRole, to path: String) {
        paths[role] = FilePath.absolute(path, in: folder)
    }

    /// The nearest workspace from a folder upward: a folder with `cvx.toml` or another program's store in its
    /// default place. Nil where there is none and no store is named either.
    package static func find(
        from start: String? = nil, overrides: [StoreRole: String] = [:]
    ) -> WorkspaceLocation? {
        let current = FilePath.currentFolder
        let first = start.map { FilePath.absolute($0, in: current) } ?? current
        var folder: String? = first
        while let candidate = folder {
            if isWorkspace(candidate) { return WorkspaceLocation(folder: candidate, overrides: overrides) }
            folder = FilePath.parent(of: candidate)
        }
        return overrides.isEmpty ? nil : WorkspaceLocation(folder: first, overrides: overrides)
    }

    private static func isWorkspace(_ folder: String) -> Bool {
        FileProbe.exists(FilePath.join(folder, "cvx.toml"))
            || StoreRole.others.contains { FileProbe.exists(FilePath.join(folder, $0.defaultPath)) }
    }
}

/// How a store was found.
package enum StoreState: Sendable, Hashable {
    /// `journalMode` is as SQLite reports it: `delete`, `wal` …
    case open(readOnly: Bool, journalMode: String)
    case missing
    case failed(StoreError)
}
