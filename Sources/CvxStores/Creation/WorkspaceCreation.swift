internal import CvxDomain
package import FoundationEssentials

/// Makes an empty workspace: the three stores and the files that Prisma keeps beside its own.
package struct WorkspaceCreation {
    /// Makes `prisma/dev.db`, `prisma/schema.prisma`, the migration that leads to it, `data/leadflow.db` and
    /// `data/skip_trace.db`, all stores in WAL mode. Missing folders are made.
    ///
    /// Files appear whole and under their own names only at the end; after an error none of them is there.
    ///
    /// - Parameters:
    ///   - directory: the workspace, absolute or relative to the process's directory.
    ///   - now: when Prisma is told that its migration ran.
    ///   - progress: told the path of each file, relative to the workspace, before it is made.
    /// - Throws: ``CreationError/exists(path:)`` naming the first file that is already there, else what the
    ///   system or SQLite said.
    package static func create(
        at directory: String, now: Date = Date(), progress: (_ path: String) throws -> Void = { _ in }
    ) throws {
        try WorkspaceBuild.run(at: directory) { build in
            for schema in NewStoreSchema.all {
                try progress(schema.role.defaultPath)
                let store = try build.open(schema)
                if schema.role == .prisma { try recordMigration(in: store, at: now) }
                try build.finish(store, schema)
            }
            try writePrismaFiles(build, progress: progress)
        }
    }

    static func writePrismaFiles(_ build: WorkspaceBuild, progress: (String) throws -> Void) throws {
        for (path, text) in [
            (PrismaFiles.schemaPath, PrismaFiles.schema), (PrismaFiles.migrationPath, PrismaFiles.migration),
            (PrismaFiles.lockPath, PrismaFiles.lock),
        ] {
            try progress(path)
            try build.write(text, to: path)
        }
    }

    /// The row that tells Prisma that its migration is applied.
    static func recordMigration(in store: RawStore, at now: Date) throws {
        let milliseconds = Int((now.timeIntervalSince1970 * 1_000).rounded(.down))
        try store.insert(
            into: "_prisma_migrations",
            ["id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count"]
        ).run([
            .text("5f0f7c1e-6a53-4c0b-9d62-0c7a5d1e2b40"), .text(PrismaFiles.migrationChecksum),
            .int(milliseconds), .text(PrismaFiles.migrationName), .int(milliseconds), .int(1),
        ])
    }
}
