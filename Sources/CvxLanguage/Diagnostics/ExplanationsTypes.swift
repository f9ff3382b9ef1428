// E3xx: values that do not fit.
extension DiagnosticCode {
    var typeExplanation: String {
        switch self {
        case .typeMismatch:
            #"""
            A value of another type is needed here. Text and numbers never turn into each other by themselves.
              wrong: find leads where score = "high"
              right: find leads where score > 70
            """#
        case .dateAgainstDuration:
            #"""
            A point in time is compared with a length of time. `ago` and `from now` make a point of a length.
              wrong: find leads where created > 7 days
              right: find leads where created > 7 days ago
            """#
        case .notBoolean:
            #"""
            A condition must be true or false; a number or text is neither.
              wrong: find leads where score
              right: find leads where score > 0
            """#
        case .toManyPath:
            #"""
            The path leads to many rows, so the condition must say how many of them have to match.
              wrong: find leads where phones.is_dnc
              right: find leads where any phones.is_dnc
                     find leads where no phones.is_dnc
            """#
        case .notComparable:
            #"""
            Values of these two types have no order or equality between them.
              wrong: find leads where created > $5
              right: find leads where value > $5
            """#
        case .badArgument:
            #"""
            A function or verb was given an argument that it cannot take, too few, or too many.
              wrong: select sum()
              right: select sum(value)
            """#
        case .badLiteralText:
            #"""
            The text opposite a date, phone or fixed vocabulary is not one.
              wrong: find leads where phone = "none"
              right: find leads where phone is null
            """#
        case .compareWithNull:
            #"""
            `= null` is written `is null`; `!= null` is written `is not null`.
              wrong: find leads where email = null
              right: find leads where email is null
            """#
        case .notARelation:
            #"""
            The name before the dot, or behind `any`, `every`, `no`, `has`, is a plain field, not a relation.
              wrong: find leads where has score
              right: find leads where score is not null
            """#
        case .aggregateMisplaced:
            #"""
            count, sum, avg, min and max speak of many rows: they stand in `aggregate` and `having`,
            or take a list.
              wrong: find leads where sum(value) > $1m
              right: find leads group by city aggregate worth: sum(value) having worth > $1m
            """#
        case .notGrouped:
            #"""
            After `group by` a row stands for many; only the keys and aggregates have one value.
              wrong: find leads group by city aggregate n: count(), owner_name
              right: find leads group by city aggregate n: count(), owners: count(owner_name)
            """#
        case .notRows:
            #"""
            A stage or verb needs rows; this is a single value.
              wrong: 5 | sort by score
              right: $hot | sort by score
            """#
        case .notForStores:
            #"""
            Rows of a store are asked in SQL, so a condition over them is one expression over fields. A function with
            statements, or one that works on lists and records, has no SQL.
              wrong: def good(l: lead) { return $l.score > 70 }, then find leads where good()
              right: def good(l: lead) = $l.score > 70, then find leads where good()
            """#
        case .badParameter:
            #"""
            What is given for a script's parameter is not of the type that its `params` state. Nothing ran.
              wrong: cvx nightly.cvx --min-score high
              right: cvx nightly.cvx --min-score 85
            """#
        default: "There is no longer text for \(self)."
        }
    }
}
