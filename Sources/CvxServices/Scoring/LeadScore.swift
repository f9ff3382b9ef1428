package import CvxDomain

/// The lead score by rule, 0 to 100: how urgently an owner may want to sell. Each part is an expression over a lead, so
/// that one lead is explained by the same rule by which a million are scored.
package struct LeadScore {
    package struct Part: Sendable {
        package var name: String
        /// A number of points, never null.
        package var points: PlanExpression
        /// What it is for.
        package var rule: String
    }

    package let parts: [Part]

    /// - Parameter carries: whether some open store has a column for a field of leads; a part that has none is left out
    package init(carries: (String) -> Bool) {
        parts = Self.all.filter { $0.fields.allSatisfy(carries) }.map(\.part)
    }

    /// All parts together, a whole number from 0 to 100, half up.
    package var total: PlanExpression {
        let start = PlanExpression.number(carriesMotivation ? 0 : Self.motivationWhereAbsent)
        let sum = parts.reduce(start) { .decimal(.arithmetic(.add, $0, $1.points)) }
        let clamped = PlanExpression.least(.greatest(sum, .number(0)), .number(100))
        let half = PlanExpression.constant(.decimal(0.5), .decimal)
        return PlanExpression(.call("floor", [.decimal(.arithmetic(.add, clamped, half))]), .int)
    }

    /// DEAD below 40, WARM below 65, HOT below 80, ON_FIRE from there.
    package var temperature: PlanExpression {
        let type = ColumnType.vocabulary("temperature")
        func word(_ name: String) -> PlanExpression { .constant(.symbol("temperature", name), type) }
        return [(80, "HOT"), (65, "WARM"), (40, "DEAD")].reduce(word("ON_FIRE")) { warmer, step in
            let isBelow = PlanExpression(.compare(.less, total, .number(step.0)), .bool)
            return PlanExpression(.conditional(isBelow, then: word(step.1), else: warmer), type)
        }
    }

    private var carriesMotivation: Bool { parts.contains { $0.name == "motivation" } }

    // MARK: the rule

    private static let motivationWhereAbsent = 50

    private static let all: [(part: Part, fields: [String])] = [
        (
            Part(
                name: "motivation", points: .orElse(.number("motivation_score"), motivationWhereAbsent),
                rule: "the motivation score, 50 where there is none"), ["motivation_score"]
        ),
        (
            Part(
                name: "equity", points: .steps(equityShare, [(0.5, 15), (0.3, 10), (0.2, 5)]),
                rule: "equity of half the value 15, of 30% 10, of 20% 5"), ["equity", "estimated_value"]
        ),
        (
            Part(name: "probate", points: .points(15, where: "is_probate"), rule: "probate 15"),
            ["is_probate"]
        ),
        (Part(name: "vacant", points: .points(10, where: "is_vacant"), rule: "vacant 10"), ["is_vacant"]),
        (
            Part(
                name: "tax debt",
                points: .least(
                    .decimal(.arithmetic(.divide, .orElse(.number("tax_debt"), 0), .number(1_000))),
                    .number(10)),
                rule: "a point for each $1,000 of tax debt, 10 at most"), ["tax_debt"]
        ),
        (
            Part(
                name: "violations",
                points: .least(
                    .decimal(.arithmetic(.multiply, .orElse(.number("violations"), 0), .number(3))),
                    .number(10)),
                rule: "3 for each violation, 10 at most"), ["violations"]
        ),
        (
            Part(
                name: "time on market",
                points: .steps(.orElse(.number("days_on_market"), 0), [(180.5, 10), (90.5, 5)]),
                rule: "more than 180 days on the market 10, more than 90 days 5"), ["days_on_market"]
        ),
    ]

    /// Equity as a share of the value. Stores hold it in dollars, some in percent: up to 100 it is taken for percent, as
    /// no house has an equity of a hundred dollars.
    private static let equityShare: PlanExpression = {
        let equity = PlanExpression.orElse(.number("equity"), 0)
        let value = PlanExpression.orElse(.number("estimated_value"), 0)
        let isPercent = PlanExpression(.compare(.lessOrEqual, equity, .number(100)), .bool)
        let percent = PlanExpression.decimal(.arithmetic(.divide, equity, .number(100)))
        let hasValue = PlanExpression(.compare(.greater, value, .number(0)), .bool)
        let share = PlanExpression.decimal(
            .conditional(hasValue, then: .decimal(.arithmetic(.divide, equity, value)), else: .number(0)))
        return .decimal(.conditional(isPercent, then: percent, else: share))
    }()
}

/// Numbers of a lead's fields, as the parts are made of them.
extension PlanExpression {
    fileprivate static func decimal(_ kind: Kind) -> PlanExpression { PlanExpression(kind, .decimal) }

    fileprivate static func number(_ value: Int) -> PlanExpression {
        .constant(.decimal(Double(value)), .decimal)
    }

    fileprivate static func number(_ field: String) -> PlanExpression {
        .decimal(.field(.init(relations: [], name: field)))
    }

    fileprivate static func orElse(_ value: PlanExpression, _ other: Int) -> PlanExpression {
        .decimal(.coalesce(value, .number(other)))
    }

    fileprivate static func least(_ a: PlanExpression, _ b: PlanExpression) -> PlanExpression {
        .decimal(.call("least", [a, b]))
    }

    fileprivate static func greatest(_ a: PlanExpression, _ b: PlanExpression) -> PlanExpression {
        .decimal(.call("greatest", [a, b]))
    }

    fileprivate static func points(_ count: Int, where field: String) -> PlanExpression {
        let flag = PlanExpression(.field(.init(relations: [], name: field)), .bool)
        return .decimal(
            .conditional(PlanExpression(.isBool(flag, true), .bool), then: .number(count), else: .number(0)))
    }

    /// The points of the first step that a value reaches; none below the last.
    fileprivate static func steps(_ value: PlanExpression, _ steps: [(Double, Int)]) -> PlanExpression {
        steps.reversed().reduce(.number(0)) { lower, step in
            let reaches = PlanExpression(
                .compare(.greaterOrEqual, value, .constant(.decimal(step.0), .decimal)), .bool)
            return .decimal(.conditional(reaches, then: .number(step.1), else: lower))
        }
    }
}
