import Foundation
import GRDB
import Testing

@testable import CvxStores

/// The schema file read as Prisma reads it, as far as it goes here.
private struct PrismaModel {
    struct Column: Equatable {
        var name: String
        var type: String
        var isRequired: Bool
    }

    var columns: [Column] = []
    var indexes: Set<String> = []
    /// Column, table it refers to, ON DELETE.
    var keys: Set<[String]> = []

    static func read(_ text: String) throws -> [String: PrismaModel] {
        let types = [
            "String": "TEXT", "Int": "INTEGER", "Float": "REAL", "Boolean": "BOOLEAN", "DateTime": "DATETIME",
        ]
        let actions = ["Restrict": "RESTRICT", "Cascade": "CASCADE", "SetNull": "SET NULL"]
        var models: [String: PrismaModel] = [:]
        var name: String?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "model", words.count > 1 {
                (name, models[words[1]]) = (words[1], PrismaModel())
            }
            if words == ["}"] { name = nil }
            guard let model = name, words.count > 0, words[0] != "model" else { continue }
            if let index = line.firstMatch(of: /@@index\(\[(\w+)\]\)/) {
                models[model]?.indexes.insert("\(model)_\(index.1)_idx")
            } else if let key = line.firstMatch(of: /@relation\(fields: \[(\w+)\].*onDelete: (\w+)/) {
                let target = words[1].replacing("?", with: "")
                models[model]?.keys.insert([String(key.1), target, actions[String(key.2), default: "?"]])
            } else if words.count > 1, let type = types[words[1].replacing("?", with: "")] {
                models[model]?.columns.append(
                    Column(name: words[0], type: type, isRequired: !words[1].hasSuffix("?")))
                if line.contains("@unique") { models[model]?.indexes.insert("\(model)_\(words[0])_key") }
            }
        }
        return models
    }

    static func read(_ database: Database) throws -> [String: PrismaModel] {
        var models: [String: PrismaModel] = [:]
        for table in try String.fetchAll(
            database,
            sql: #"SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> '_prisma_migrations'"#)
        {
            var model = PrismaModel()
            for row in try Row.fetchAll(database, sql: "PRAGMA table_info(\"\(table)\")") {
                model.columns.append(Column(name: row["name"], type: row["type"], isRequired: row["notnull"]))
            }
            for row in try Row.fetchAll(database, sql: "PRAGMA index_list(\"\(table)\")")
            where row["origin"] == "c" {
                model.indexes.insert(row["name"])
            }
            for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_list(\"\(table)\")") {
                #expect(row["on_update"] == "CASCADE")
                model.keys.insert([row["from"], row["table"], row["on_delete"]])
            }
            models[table] = model
        }
        return models
    }
}

@Suite struct CreationPrismaTests {
    @Test func schemaFileDescribesTheStore() throws {
        let folder = try CreationFolder()
        try WorkspaceCreation.create(at: folder.path)
        let text = try String(contentsOfFile: folder.path + "/prisma/schema.prisma", encoding: .utf8)
        let described = try PrismaModel.read(text)
        let found = try folder.open("prisma/dev.db").inDatabase(PrismaModel.read)
        #expect(
            Set(found.keys) == [
                "Organization", "User", "Lead", "LeadNote", "SkipTraceRecord", "Campaign", "CampaignLog",
                "CallLog", "PropertyRecord",
            ])
        #expect(Set(described.keys) == Set(found.keys))
        for (name, model) in described {
            #expect(found[name]?.columns == model.columns, "\(name)")
            #expect(found[name]?.indexes == model.indexes, "\(name)")
            #expect(found[name]?.keys == model.keys, "\(name)")
        }
    }

    @Test func oneMigrationIsAppliedAndItsChecksumHolds() throws {
        let folder = try CreationFolder()
        try WorkspaceCreation.create(at: folder.path)
        let rows = try folder.open("prisma/dev.db").inDatabase {
            try Row.fetchAll($0, sql: "SELECT * FROM _prisma_migrations")
        }
        #expect(rows.count == 1)
        #expect(rows.first?["checksum"] == PrismaFiles.migrationChecksum)

        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = ["\(folder.path)/\(PrismaFiles.migrationPath)"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text.hasPrefix(PrismaFiles.migrationChecksum))
    }

    /// The migration file makes the same store as the one that says it is applied.
    @Test func migrationMakesTheStore() throws {
        let folder = try CreationFolder()
        try WorkspaceCreation.create(at: folder.path)
        let list =
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> '_prisma_migrations' ORDER BY name"
        let made = try folder.open("prisma/dev.db").inDatabase { try String.fetchAll($0, sql: list) }
        let migrated = try DatabaseQueue().inDatabase { database in
            try database.execute(sql: PrismaFiles.migration)
            return try String.fetchAll(database, sql: list)
        }
        #expect(made == migrated)
    }
}
