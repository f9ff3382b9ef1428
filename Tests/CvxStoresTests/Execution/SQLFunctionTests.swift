import Testing

@testable import CvxStores

@Suite struct SQLFunctionTests {
    private func answers(_ function: SQLFunction, _ sql: String) throws -> [String?] {
        let connection = try SQLiteConnection(busyTimeout: 0)
        try function.register(on: connection.pointer)
        var answers: [String?] = []
        try RawStatement.each(connection.pointer, sql) { answers.append($0.text(0)) }
        return answers
    }

    @Test func seesTexts() throws {
        let echo = SQLFunction("echo", argumentCount: 1) { .optional($0.text(0).map { "<\($0)>" }) }
        #expect(
            try answers(
                echo,
                "SELECT echo(column1) FROM (VALUES ('é'), (1), (2.5), (NULL), (x'41'), (''), (char(97, 0, 98)))"
            )
                == ["<é>", "<1>", "<2.5>", nil, nil, "<>", "<a\0b>"])
    }

    @Test func seesWholeNumbers() throws {
        let echo = SQLFunction("echo", argumentCount: 1) { .optional($0.int(0).map(Int.init)) }
        #expect(
            try answers(echo, "SELECT echo(column1) FROM (VALUES (7), (7.9), (-7.9), (1e300), ('7'), (NULL))")
                == ["7", "7", "-7", nil, nil, nil])
    }

    @Test func anErrorFailsTheStatement() throws {
        let fails = SQLFunction("fails", argumentCount: 0) { _ in
            throw StoreError(.sql("not today"), store: nil, path: "")
        }
        let error = #expect(throws: SQLiteFailure.self) { try answers(fails, "SELECT fails()") }
        #expect(try #require(error).message == "not today")
    }

    @Test func livesAsLongAsTheConnection() throws {
        final class Witness {}
        weak var witness: Witness?
        var connection: SQLiteConnection? = try SQLiteConnection(busyTimeout: 0)
        do {
            let kept = Witness()
            witness = kept
            let function = SQLFunction("f", argumentCount: 0) { _ in withExtendedLifetime(kept) { .null } }
            try function.register(on: try #require(connection).pointer)
        }
        #expect(witness != nil)
        connection = nil
        #expect(witness == nil)
    }
}

@Suite struct SQLiteConnectionTests {
    @Test func aNameThatNothingBearsIsNoText() throws {
        let connection = try SQLiteConnection(busyTimeout: 0)
        let error = #expect(throws: SQLiteFailure.self) {
            try RawStatement.each(connection.pointer, "SELECT \"nothing\"") { _ in }
        }
        #expect(try #require(error).message.contains("no such column"))
    }
}
