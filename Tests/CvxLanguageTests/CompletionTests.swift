import Testing

@testable import CvxLanguage

@Suite struct CompletionTests {
    /// `‸` marks the cursor.
    func context(_ marked: String) -> CompletionContext {
        let parts = marked.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
        return completionContext(parts.joined(), at: parts.first?.utf8.count ?? 0, shapes: testShapes)
    }

    @Test(arguments: [
        ("‸", CompletionContext.Expected.statementStart), ("fi‸", .statementStart), ("find ‸", .entity),
        ("find le‸", .entity), ("find one ‸", .entity), ("find leads ‸", .clause(entity: "leads")),
        ("find leads wh‸", .clause(entity: "leads")),
        ("find leads where ‸", .field(entity: "leads", path: [])),
        ("find leads where sc‸ore > 5", .field(entity: "leads", path: [])),
        ("find leads where organization.‸", .field(entity: "leads", path: ["organization"])),
        ("find leads where organization.na‸", .field(entity: "leads", path: ["organization"])),
        ("find leads where temperature = ‸", .enumValue(entity: "leads", path: ["temperature"])),
        ("find leads where temperature = H‸", .enumValue(entity: "leads", path: ["temperature"])),
        ("find leads where temperature != ‸", .enumValue(entity: "leads", path: ["temperature"])),
        ("find leads where temperature in (‸", .enumValue(entity: "leads", path: ["temperature"])),
        ("find leads where temperature in (HOT, ‸", .enumValue(entity: "leads", path: ["temperature"])),
        ("find leads where score > 5 ‸", .clause(entity: "leads")),
        ("find leads where score > 5 and ‸", .field(entity: "leads", path: [])),
        ("find leads where (‸", .field(entity: "leads", path: [])),
        ("find leads where any phones(‸", .field(entity: "leads", path: ["phones"])),
        ("find leads where any phones(is_mobile and ‸", .field(entity: "leads", path: ["phones"])),
        ("find leads where has ‸", .field(entity: "leads", path: [])),
        ("find leads sort by ‸", .field(entity: "leads", path: [])),
        ("find leads sort by score desc, ‸", .field(entity: "leads", path: [])),
        ("find leads | ‸", .stage), ("find leads | so‸", .stage), ("find leads | to ‸", .format),
        ("find leads | to c‸", .format), ("find leads | chart ‸", .chartKind),
        ("find leads | chart bar ‸", .field(entity: "leads", path: [])),
        ("find leads | select ‸", .field(entity: "leads", path: [])), ("find leads limit ‸", .none),
        ("count leads by ‸", .field(entity: "leads", path: [])), ("print $‸", .variable),
        ("print $ho‸", .variable),
        ("$hot | select ‸", .field(entity: "$hot", path: [])),
        ("for lead in $hot ‸", .clause(entity: "$hot")),
        ("print $hot.‸", .member(variable: "hot")), ("print $hot.na‸", .member(variable: "hot")),
        ("set @‸", .reference),
        ("set ‸", .reference), ("set @1 ‸", .field(entity: nil, path: [])),
        ("update leads where score > 5 set ‸", .field(entity: "leads", path: [])),
        ("update leads set temperature = ‸", .enumValue(entity: "leads", path: ["temperature"])),
        ("campaign ‸", .subverb(verb: "campaign")), ("campaign se‸", .subverb(verb: "campaign")),
        ("campaign send \"x\" ‸", .option(verb: "campaign")), ("skiptrace ‸", .reference),
        ("skiptrace @1 ‸", .option(verb: "skiptrace")), ("skiptrace @1 using ‸", .option(verb: "skiptrace")),
        ("find leads | skiptrace ‸", .option(verb: "skiptrace")), ("let x = ‸", .statementStart),
        ("let ‸", .none),
        ("for l in ‸", .statementStart), ("if $x { ‸", .statementStart), ("describe ‸", .entity),
        ("login ‸", .argument(verb: "login")), ("login an‸", .argument(verb: "login")),
        ("login \"an‸", .argument(verb: "login")), ("login \"an‸a\"", .argument(verb: "login")),
        ("login \"ana\"‸", .option(verb: "login")), ("print \"an‸", .none),
        ("tag ‸", .reference), ("tag @1 ‸", .argument(verb: "tag")), ("tag @1 \"v‸", .argument(verb: "tag")),
        ("tag @1 \"vip\" ‸", .option(verb: "tag")), ("tag @1 \"vip\", ‸", .argument(verb: "tag")),
        ("untag (find leads) \"v‸", .argument(verb: "untag")),
        ("find leads | tag \"v‸", .argument(verb: "tag")),
        ("find leads where any tags(tag = \"v‸", .enumValue(entity: "leads", path: ["tags", "tag"])),
        (
            "find leads where any tags.tag in (\"a\", \"v‸",
            .enumValue(entity: "leads", path: ["tags", "tag"])
        ),
        ("find leads where any phones(type = ‸", .enumValue(entity: "leads", path: ["phones", "type"])),
        ("find leads where owner_name contains \"v‸", .none),
        ("use ‸", .subverb(verb: "use")), ("use org ‸", .argument(verb: "use")),
        ("use org Ac‸", .argument(verb: "use")), ("use no ‸", .option(verb: "use")),
        ("save \"a‸", .none), ("find leads # wh‸", .none), ("find leads\n‸", .statementStart),
        ("find leads\nwh‸", .statementStart), ("undo; ‸", .statementStart),
        ("print \"a ${.‸", .field(entity: nil, path: [])),
        ("delete leads where status = ‸", .enumValue(entity: "leads", path: ["status"])),
        ("let a = (find ‸", .entity), ("find leads) ] } ‸", .statementStart), ("find prisma.‸", .entity),
    ]) func expects(_ marked: String, _ expected: CompletionContext.Expected) {
        #expect(context(marked).expected == expected, "\(marked)")
    }

    @Test func cursorInsideAToken() {
        for text in ["find leads where a <= 1", "a ?? b", "\"\"\"\nx\n\"\"\"", "undo\n<=", "é“x”"] {
            for cursor in 0...text.utf8.count { _ = completionContext(text, at: cursor, shapes: testShapes) }
        }
    }

    @Test func replacesQuotedNames() {
        #expect(context("login \"an‸").prefix == "\"an")
        #expect(context("login \"an‸").replace == Span(6, 9))
        #expect(context("login \"an‸a\"").replace == Span(6, 11))
    }

    @Test func replacesTheWholeWord() {
        let context = context("find leads where sc‸ore > 5")
        #expect(context.prefix == "sc")
        #expect(context.replace == Span(17, 22))
    }

    /// Reading the cursor's statement alone comes to what reading everything comes to.
    @Test func statementsAreIndependent() {
        var texts =
            examples + [
                nightlyScript, "}) { a(\n{b\n", "print [{a: 1\nb: find leads where", "a; b(c; d\n) e",
            ]
        for seed in 0..<10 {
            var generator = ProgramGenerator(seed: UInt64(seed))
            texts.append(generator.program())
        }
        for text in texts {
            for cursor in stride(from: 0, through: text.utf8.count, by: 17) {
                let whole = completionContext(text, at: cursor, shapes: testShapes) { _ in StatementStart([])
                }
                #expect(
                    completionContext(text, at: cursor, shapes: testShapes) == whole, "\(cursor) of \(text)")
            }
        }
    }
}
