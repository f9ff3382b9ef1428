import CvxLanguage
import Testing

@testable import CvxTesting

/// A file's tests and faults, from its text.
func read(_ text: String) -> (file: ScriptTestFile, faults: [Diagnostic]) {
    ScriptTestFile.read(SourceText(name: "a.cvxt", text: text))
}

@Suite struct ScriptTestFileTests {
    @Test func readsEveryPart() {
        let (file, faults) = read(
            """
            # Of the best.
            workspace:  sample 300  seed 7
            sql: more rows.sql
            time zone: America/Phoenix

            ==== first
            print 1
            ---- arguments --n 5
            two words
            ---- file lib/a.cvx
            def f() = 1
            \\---- not a part
            ----
            1

            \\==== not a test
            \\\\x

            ==== second
            fail "x"
            ----
            ---- errors 1
            error[R511]: x

             --> test.cvx:1:1
            ==== third
            print 1
            """)
        #expect(faults == [])
        #expect(file.settings.workspace == .sample(leads: 300, seed: 7))
        #expect(file.settings.sql == "more rows.sql")
        #expect(file.settings.timeZone == "America/Phoenix")
        #expect(file.tests.map(\.title) == ["first", "second", "third"])
        #expect(file.tests.map(\.line) == [6, 19, 26])
        let first = file.tests[0]
        #expect(first.script == "print 1\n")
        #expect(first.arguments == ["--n", "5", "two words"])
        #expect(first.files.map(\.name) == ["lib/a.cvx"])
        #expect(first.files.map(\.text) == ["def f() = 1\n---- not a part\n"])
        #expect(first.output == "1\n\n==== not a test\n\\x\n" && first.status == 0 && first.errors == [])
        #expect(file.tests[1].output == "" && file.tests[1].status == 1)
        #expect(file.tests[1].errors == ["error[R511]: x", " --> test.cvx:1:1"])
        #expect(file.tests[2].output == nil)
    }

    @Test(arguments: [
        ("", "1: there is no test here"),
        ("==== \nx", "1: this test has no title"),
        ("====x\nx", "1: this test has no title"),
        ("print 1\n==== a", "1: `print 1` is no setting of a test file"),
        ("workspce: empty\n==== a", "1: `workspce` is no setting of a test file"),
        ("workspace: smple 3\n==== a", "1: `smple 3` is no workspace"),
        ("workspace: sample 0\n==== a", "1: `sample 0` is no workspace"),
        ("workspace: sample 3 seed x\n==== a", "1: `sample 3 seed x` is no workspace"),
        ("workspace: copy\n==== a", "1: `copy` is no workspace"),
        ("workspace: empty\nworkspace: none\n==== a", "2: `workspace` is there twice"),
        ("sql:\n==== a", "1: `sql` says nothing"),
        ("==== a\n----\n----", "3: this test has its output twice"),
        ("==== a\n----\n---- errors x", "3: this is no exit code"),
        ("==== a\n----\n---- errors", "3: this is no exit code"),
        ("==== a\n---- eror 1", "2: this is no part of a test"),
        ("==== a\n----\n---- file b.cvx", "3: this is no part of a test"),
        ("==== a\n---- file ../b.cvx", "2: `../b.cvx` would lie outside the test's folder"),
    ]) func faults(_ text: String, _ expected: String) {
        let source = SourceText(name: "a.cvxt", text: text)
        let faults = ScriptTestFile.read(source).faults
        #expect(faults.map { "\(source.line(at: $0.span?.start ?? 0)): \($0.message)" } == [expected])
        #expect(faults.allSatisfy { $0.help != nil && $0.code == .badTestFile })
    }

    @Test func carriageReturns() {
        let (file, faults) = read("sql: a.sql\r\n==== a\r\nprint 1\r\n----\r\n1\r\n")
        #expect(faults == [] && file.settings.sql == "a.sql")
        #expect(file.tests[0].script == "print 1\n" && file.tests[0].output == "1\n")
    }
}

@Suite struct RecordingTests {
    static let text = """
        # A remark.
        workspace: none

        ==== passes
        print 1
        ----
        1


        ==== writes something else
        print 2
        ----
        1

        ==== fails now
        fail "x"
        ----
        ==== was never recorded
        print 4


        """

    private func outcome(
        _ output: String, _ errors: String = "", _ status: Int32 = 0, _ faults: [ScriptTestOutcome.Fault] = []
    ) -> ScriptTestOutcome {
        ScriptTestOutcome(output: output, errors: errors, status: status, faults: faults)
    }

    @Test func recordsWhatDidNotPass() {
        let (file, faults) = read(Self.text)
        #expect(faults == [])
        let recorded = file.recording([
            outcome("1\n"), outcome("---- 2\n\\\n", "", 0, [.output([])]),
            outcome("", "error[R511]: x\n\n --> test.cvx:1:1\n", 1, [.status(expected: 0, found: 1)]),
            outcome("4\n", "", 0, [.unrecorded]),
        ])
        let expected = """
            # A remark.
            workspace: none

            ==== passes
            print 1
            ----
            1


            ==== writes something else
            print 2
            ----
            \\---- 2
            \\\\

            ==== fails now
            fail "x"
            ----
            ---- errors 1
            error[R511]: x
             --> test.cvx:1:1

            ==== was never recorded
            print 4
            ----
            4

            """
        #expect(recorded == expected)
        let again = read(recorded)
        #expect(again.faults == [])
        #expect(again.file.tests.map(\.output) == ["1\n", "---- 2\n\\\n", "", "4\n"])
    }

    /// Lines of standard error that were chosen stay chosen.
    @Test func keepsChosenErrors() {
        let (file, _) = read("==== a\nfail \"x\"\n----\n1\n---- errors 1\nerror[R511]: x\n")
        let recorded = file.recording([outcome("2\n", "error[R511]: x\n --> y\n", 1, [.output([])])])
        #expect(recorded == "==== a\nfail \"x\"\n----\n2\n---- errors 1\nerror[R511]: x\n")
    }

    @Test func leavesWhatWasCutShort() {
        let text = "==== a\nprint 1\n----\n1\n"
        #expect(read(text).file.recording([outcome("", "", 137, [.timeout])]) == text)
    }
}
