import CvxStores
import Foundation
import GRDB

/// The workspace of `Corpus/fixture.sql`: a few leads, made by hand.
enum Fixture {
    static func make(in scratch: Scratch) throws {
        let sql = try String(contentsOfFile: CorpusTests.folder + "/fixture.sql", encoding: .utf8)
        try SQLFixture.run(sql, in: scratch.path)
    }

    static func execute(_ path: String, _ sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}
