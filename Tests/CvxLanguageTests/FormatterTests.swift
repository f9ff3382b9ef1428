import Testing

@testable import CvxLanguage

/// The text as `cvx fmt` writes it; what it was refused for where it was.
func formatted(_ text: String) -> String {
    do throws(Formatter.Refusal) {
        return try Formatter.format(SourceText(name: "test", text: text), shapes: testShapes)
    } catch {
        switch error {
        case .invalid(let diagnostics): return diagnostics.map { "\($0.code)" }.joined(separator: " ")
        case .meaningWouldChange: return "meaning would change"
        }
    }
}

@Suite struct FormatterTests {
    @Test(arguments: [
        ("FIND leads  WHERE score==70 AND city<>'x'", "find leads where score = 70 and city != 'x'\n"),
        ("find leads order by a desc take 5|first", "find leads sort by a desc limit 5 | first\n"),
        ("find leads where temperature IN(Hot,on_fire)", "find leads where temperature in (Hot, on_fire)\n"),
        ("find leads where a IS NOT NULL and Not b", "find leads where a is not null and not b\n"),
        ("$x==5\n$x=5", "$x == 5\n$x = 5\n"),
        ("let x=[- 5,-(3+4),a-b, - -1]", "let x = [-5, -(3 + 4), a - b, --1]\n"),
        ("print $x[ 0 ].name,count( $y ),1 .. 5 ", "E100"),
        ("print $x[ 0 ].name,count( $y )", "print $x[0].name, count($y)\n"),
        ("assert a in 1 .. 5", "assert a in 1..5\n"),
        ("print {a:1,\"b\":2,}, [ 1,2, ],{}", "print {a: 1, \"b\": 2}, [1, 2], {}\n"),
        ("print not.a, .b", "print not .a, .b\n"),
        ("print 7 Days AGO,LAST 3 Months,5Min", "print 7 days ago, last 3 months, 5min\n"),
        ("SKIPTRACE @1 USING local MAX COST $5", "skiptrace @1 using local max cost $5\n"),
        ("print \"a ${ .x+1 } b\"", "print \"a ${.x + 1} b\"\n"),
        ("undo;undo ; undo;", "undo\nundo\nundo\n"),
        ("", ""), ("\n\n", ""), ("# a  \n", "# a\n"), ("\u{FEFF}undo\r\n\r\n\r\nundo", "undo\n\nundo\n"),
        ("if $a {undo}else{ }", "if $a { undo } else {}\n"),
        ("if $a\n{\nundo}else{undo}", "if $a {\n  undo\n} else {\n  undo\n}\n"),
        ("try{undo}\ncatch e{undo}", "try { undo }\ncatch e { undo }\n"),
        ("try {\nundo}\ncatch e{undo}", "try {\n  undo\n} catch e { undo }\n"),
        ("def f( a:int,b : [text ]?=\"x\", )->bool=a", "def f(a: int, b: [text]? = \"x\") -> bool = a\n"),
        ("params{a:int=1,b:text}", "params { a: int = 1, b: text }\n"),
        (
            "params {\na:int=1,\nlong_name:[text]?\n\nc:text=\"x\"}",
            "params {\n  a:         int     = 1\n  long_name: [text]?\n\n  c: text = \"x\"\n}\n"
        ),
        ("add leads {a:1,\nb:2,\nand:3}", "add leads {\n  a: 1\n  b: 2,\n  and: 3\n}\n"),
        ("undo; on", "undo;\non\n"),
        (
            "sql \"\"\"\n  select 1  \n   where a == b\n  \"\"\"[1]",
            "sql \"\"\"\n  select 1  \n   where a == b\n  \"\"\" [1]\n"
        ),
    ]) func writes(_ text: String, _ expected: String) { #expect(formatted(text) == expected) }

    /// What is written in the style of the language's page stays as it is.
    @Test func pageIsInStyle() {
        #expect(formatted(nightlyScript) == nightlyScript + "\n")
        for example in examples {
            let lines = formatted(example)
            #expect(lines.replacing("\n  ", with: " ") == example + "\n")
            #expect(lines.utf8.count > 100 || lines == example + "\n")
        }
    }

    @Test(arguments: [
        (
            "let stale = find leads where ai_scored is null or ai_scored < 7 days ago sort by updated desc limit 2_000",
            """
            let stale = find leads where ai_scored is null or ai_scored < 7 days ago
              sort by updated desc limit 2_000
            """
        ),
        (
            "find leads where score >= 80 and value > $250k sort by score desc | select owner_name, city, score | first 5",
            """
            find leads where score >= 80 and value > $250k sort by score desc
              | select owner_name, city, score
              | first 5
            """
        ),
        (
            "find leads where (temperature = HOT or score > 80 and city = \"Phoenix\") and has no calls and email is null",
            """
            find leads where (temperature = HOT or score > 80 and city = "Phoenix") and has no calls
              and email is null
            """
        ),
        (
            "for l in $x { if $l.score > 80 and $l.city = \"Phoenix\" { print \"a lead that is worth a call: ${l.owner_name} of ${l.city}\" } }",
            """
            for l in $x {
              if $l.score > 80 and $l.city = "Phoenix" {
                print "a lead that is worth a call: ${l.owner_name} of ${l.city}"
              }
            }
            """
        ),
        (
            "campaign create \"Spring\" type sms message \"Hi ${.owner_name}, about ${.address} in ${.city}\" to (find leads where is_probate) max 200",
            """
            campaign create "Spring" type sms message "Hi ${.owner_name}, about ${.address} in ${.city}"
              to (find leads where is_probate) max 200
            """
        ),
        (
            "let known = [\"11 Main Street, Phoenix\", \"12 Main Street, Phoenix\", \"13 Main Street, Phoenix\", \"14 Main\"]",
            """
            let known = [
              "11 Main Street, Phoenix",
              "12 Main Street, Phoenix",
              "13 Main Street, Phoenix",
              "14 Main"
            ]
            """
        ),
    ]) func breaks(_ text: String, _ expected: String) {
        #expect(formatted(text) == expected + "\n")
        #expect(formatted(expected) == expected + "\n")
    }

    /// Breaks that the writer chose stay, in the one place they have.
    @Test func keepsLineBreaks() {
        #expect(formatted("find leads |\n first 5") == "find leads\n  | first 5\n")
        #expect(
            formatted("find leads\nwhere a and\n  b\n| first 5|count")
                == "find leads\n  where a\n  and b\n  | first 5\n  | count\n")
        #expect(formatted("print [1,\n2]") == "print [\n  1,\n  2\n]\n")
        #expect(formatted("assert a +\n b") == "assert a +\n    b\n")
        #expect(formatted("let x =\n  5") == "let x = 5\n")
    }

    @Test func keepsComments() {
        let text = """
            #!/usr/bin/env cvx
            # a
            undo# b


              # c

            find leads # d
              # e
              | first 5
            if $x { # f

              # g
              undo   # h
              print 1 # i

              # j

            } # k
            # l
            else {
              # m
            }
            print [ # n
              1 # o
              , 2
            ]
            # p
            """
        let expected = """
            #!/usr/bin/env cvx
            # a
            undo  # b

            # c

            find leads  # d
              # e
              | first 5
            if $x {  # f
              # g
              undo  # h
              print 1  # i

              # j
            }  # k
            # l
            else {
              # m
            }
            print [  # n
              1,  # o
              2
            ]
            # p

            """
        #expect(formatted(text) == expected)
        #expect(formatted(formatted(text)) == formatted(text))
    }

    /// In one column before, in one column after.
    @Test func alignsComments() {
        #expect(formatted("undo      # a\nprint 1   # b") == "undo     # a\nprint 1  # b\n")
        #expect(formatted("undo # a\nprint 1 # b") == "undo  # a\nprint 1  # b\n")
    }

    @Test func refusesErrors() {
        #expect(formatted("find leads where\nprint (1") == "E100")
        #expect(formatted("print \"a") == "E102")
    }

    @Test func largeAndDeep() {
        let conditions = Array(repeating: "score = 1", count: 800).joined(separator: " or ")
        let lines = formatted("find leads where \(conditions)").split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 100 } && lines.count > 80)
        let branches = String(repeating: "if a { } else ", count: 400) + "{ }"
        #expect(formatted(branches) == String(repeating: "if a {} else ", count: 400) + "{}\n")
        let lists = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
        #expect(formatted("print " + lists).split(separator: "\n").count == 179)
    }
}
