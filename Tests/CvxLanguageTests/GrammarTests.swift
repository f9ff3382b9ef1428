import Testing

@testable import CvxLanguage

@Suite struct GrammarTests {
    @Test(arguments: [
        (
            "assert a or b and not c = 1 + 2 * -3 ?? 4",
            "(assert (or a (and b (not (= c (?? (+ 1 (* 2 (- 3))) 4))))))"
        ),
        (
            "find leads where a not in (X, Y) or b in 1..5",
            "(find leads (where (or (not-in a (X Y)) (in b (.. 1 5)))))"
        ),
        (
            "find leads where x is not null and y not like \"a\"",
            "(find leads (where (and (is-not x null) (not-like y \"a\"))))"
        ),
        (
            "find leads where any phones.number = \"1\"",
            "(find leads (where (any phones field:(= number \"1\"))))"
        ),
        ("find leads where no calls", "(find leads (where (no calls)))"),
        ("find leads where has organization.notes", "(find leads (where (has organization.notes)))"),
        ("find leads where any phones.is_dnc", "(find leads (where (any phones field:is_dnc)))"),
        (
            "find leads where type = 1 and source = 2 and first = 3 and count > 4 and limit = 5 and to = 6",
            "(find leads (where (and (and (and (and (and (= type 1) (= source 2)) (= first 3)) (> count 4)) (= limit 5)) (= to 6))))"
        ),
        (
            "find leads where (score > 5) and (count > 3)",
            "(find leads (where (and (> score 5) (> count 3))))"
        ),
        ("find one prisma.leads where id = \"x\"", "(find-one prisma.leads (where (= id \"x\")))"),
        (
            "find leads since 2025-09 until 2025-09-01T09:00Z",
            "(find leads (since 2025-9→) (until 2025-09-01T09:00:00Z))"
        ),
        (
            "print last 3 months, this week, 2h from now, 1.5 h",
            "(!print (last 3 month) (this week) (from-now 2hour) 1.5hour)"
        ),
        ("print $250k, $1_000.50, $1.5m, 70%", "(!print $250000 $1000.5000 $1500000 0.7%)"),
        (
            "print 'a\\n', \"a\\n\\u{e9}\\$\", @\"17\", @3, $x[0].a, f(n: 1)",
            "(!print \"a\\\\n\" \"a\\né$\" @\"17\" @3 (. ([] $x 0) a) (call f n:1))"
        ),
        ("print \"\"\"\n  a\n    b ${$x}\n  \"\"\"", "(!print (text \"a\\n  b \" $x))"),
        ("$x = 5", "(assign $x 5)"), ("$x == 5", "(= $x 5)"), ("assert a <> b", "(assert (!= a b))"),
        ("let x = if $a { 1 } else { 2 }", "(let x (if $a 1 2))"),
        ("let x: [lead]? = (find leads | first 2)", "(let x:[lead]? (| (find leads) (first 2)))"),
        ("view v = count leads where a by b, c", "(view v (count leads (where a) (by b c)))"),
        (
            "def f(a: int, b: text = \"x\") -> bool { return true }",
            "(def f (a:int b:text=\"x\") -> bool {(return true)})"
        ),
        (
            "if $a { undo } else if $b { break } else { continue }",
            "(if $a {(!undo)} $b {(break)} else {(continue)})"
        ),
        ("dry run { delete all leads }", "(dry-run {(delete all leads)})"),
        ("add leads {a: 1\n b: \"x\", \"c d\": null}", "(add leads (record a:1 b:\"x\" c d:null))"),
        (
            "find leads | set a = 1, b = 2 | add note \"x\" | delete",
            "(| (find leads) (set | a=1 b=2) (add note to | \"x\") (delete |))"
        ),
        (
            "$h | group by a aggregate n: count() having n > 1",
            "(| $h (group a) (aggregate n:(call count)) (having (> n 1)))"
        ),
        ("update all leads set a = 1", "(update all leads a=1)"),
        ("set leads where a = 1 b = 2", "(set (rows leads (= a 1)) b=2)"),
        ("sql \"select ?\" [1, $x]", "(sql \"select ?\" (list 1 $x))"),
        ("explain find leads | count", "(explain (| (find leads) (count)))"),
        ("help campaign", "(!help campaign)"), ("describe leads.score", "(!describe (. leads score))"),
        ("tag @1 \"a\", \"b\"", "(!tag @:@1 \"a\" \"b\")"),
        ("tag leads where a \"b\"", "(!tag @:(rows leads a) \"b\")"),
        ("find leads\n  where a\n  and b\n| to csv", "(| (find leads (where (and a b))) (to csv))"),
        (
            "campaign create \"S\"\n  type sms\n  max 5\nundo",
            "(!campaign create \"S\" --type=sms --max=5)\n(!undo)"
        ),
        ("update leads\n  where a\n  set b = 1", "(update leads (where a) b=1)"),
        ("find LEADS WHERE `where` = 1", "(find LEADS (where (= `where` 1)))"),
        ("\u{FEFF}undo\r\nundo;undo # x", "(!undo)\n(!undo)\n(!undo)"),
        ("set @1 a = 1,\n  b = 2", "(set @1 a=1 b=2)"), ("print 1,\n  @1", "(!print 1 @1)"),
        ("allow update 1,\n  delete 2", "(allow update:1 delete:2)"),
        ("PRINT 1", "(!print 1)"),
        ("assert find ends with \"x\"", "(assert (ends-with find \"x\"))"),
        ("for l in $x { score $l }", "(for l $x {(!score @:$l)})"),
        (
            "find leads where id in (find notes | select lead_id)",
            "(find leads (where (in id (| (find notes) (select lead_id)))))"
        ),
    ]) func dumps(_ text: String, _ expected: String) {
        #expect(dump(text) == expected.replacing("2025-9→", with: "2025-09"))
    }

    @Test func shellAppliesToTheLastResult() {
        #expect(dump("| first 5", .shell) == "(| $_ (first 5))")
        #expect(dump("sort by a limit 5", .shell) == "(| $_ (sort a) (limit 5))")
        #expect(dump("save \"x\"", .shell) == "(| $_ (save \"x\"))")
    }
}
