import CvxLanguage

extension Verb {
    static let tag = Verb(
        CommandShape(
            "tag", target: .required, arguments: 1...64, hasOwnNames: true,
            options: [.init("because", .expression)]),
        "put tags on rows that lack them",
        examples: [
            "tag @1 \"vip\", \"call back\"", "find leads where score > 90 | tag \"hot list\"",
            "find leads where any tags(tag = \"vip\")", "count tags by tag",
        ],
        signature: VerbSignature(result: { _ in .int }, labels: .init(relation: "tags", adds: true)))

    static let untag = Verb(
        CommandShape(
            "untag", target: .required, arguments: 1...64, hasOwnNames: true,
            options: [.init("because", .expression)]),
        "take tags off rows",
        examples: ["untag @1 \"vip\"", "find leads where any tags(tag = \"hot list\") | untag \"hot list\""],
        signature: VerbSignature(result: { _ in .int }, labels: .init(relation: "tags", adds: false)))
}
