import Foundation
import Testing

@testable import CvxLineEditor

struct GutterTextTests {
    @Test(arguments: ["", "a", "a\nb", "a\n  b\n\nc", "李\né", "a\n     b\n"])
    func roundTrips(text: String) {
        for offset in 0...text.utf8.count
        where String(text.utf8.prefix(offset)) != nil || offset == 0 {
            let view = GutterText.view(of: text, cursor: offset)
            let back = GutterText.text(of: view.points, cursor: view.cursor)
            #expect(back.text == text && back.cursor == offset)
        }
    }
}

struct HistoryFileTests {
    let path = NSTemporaryDirectory() + "cvx-history-" + UUID().uuidString + "/history.jsonl"

    @Test func recordsRoundTrip() {
        let record = HistoryRecord(
            statement: "a \"b\" \\ \n\t\u{1} 李😀", time: "2025-01-01T00:00:00Z", workspace: "/w", status: 2)
        #expect(HistoryRecord(line: record.line.dropLast().utf8) == record)
        let escaped = #"{"statement": "\ud83d\ude00\u00e9", "other": true}"#
        #expect(HistoryRecord(line: escaped.utf8)?.statement == "😀é")
    }

    @Test(arguments: ["", "{", "nonsense", #"{"statement":"#, #"{"statement":"\ud83d"}"#, "[]", "{}"])
    func refusesOtherLines(line: String) { #expect(HistoryRecord(line: line.utf8) == nil) }

    @Test func dropsDuplicatesAndCorruptLines() throws {
        let file = HistoryFile(path: path)
        for statement in ["a", "b", "a"] { file.append(statement, workspace: "", status: 0) }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        handle.seekToEndOfFile()
        handle.write(Data("{\"statement\":\"torn\n\u{0}\n".utf8))
        file.append("c", workspace: "/w", status: 1)
        #expect(file.load().map(\.statement) == ["b", "a", "c"])
    }

    @Test func shortensALongFile() throws {
        let file = HistoryFile(path: path)
        file.append("first", workspace: "", status: 0)
        let line = HistoryRecord(statement: "x", time: "", workspace: "", status: 0).line
        try String(repeating: line, count: 20_001).write(toFile: path, atomically: true, encoding: .utf8)
        _ = file.load()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
        #expect(lines == HistoryFile.capacity)
    }
}

struct CandidateListTests {
    @Test func listsDownTheColumns() {
        let candidates = ["a", "b", "c", "d\u{1B}"].map { Completions.Candidate($0) }
        #expect(CandidateList(candidates: candidates, columns: 10, rows: 9).lines() == ["a   c", "b   d?"])
        let many = (0..<100).map { Completions.Candidate("word\($0)") }
        #expect(
            CandidateList(candidates: many, columns: 20, rows: 4).lines().last?.hasPrefix("… 94 more") == true
        )
    }
}
