package import CvxLanguage

/// Every verb that the grammar reads by its shape. The queries (`find`, `count`, `exists`), the changes (`set`,
/// `update`, `delete`, `add`, `import`) and `sql` have grammar of their own.
package enum VerbTable {
    package static let verbs: [Verb] =
        [
            .show, .describe, .print, .wait, .help, .login, .logout, .whoami, .use, .tag, .untag, .history,
            .undo, .begin, .commit, .rollback, .score, .dnc, .costs, .phone, .why, .skiptrace, .batch,
            .campaign,
            .call,
        ] + upcoming

    package static let shapes: [CommandShape] = verbs.map(\.shape)

    /// Verbs that can be carried out, as the checker asks for them.
    package static let signatures = Dictionary(
        uniqueKeysWithValues: verbs.lazy.filter(\.isAvailable).map { ($0.shape.name, $0.signature) })

    package static func verb(_ name: String) -> Verb? { verbs.first { $0.shape.name == name } }

    /// Verbs whose words are read and that say that they are not there yet.
    private static let upcoming: [Verb] = [
        Verb(
            CommandShape("migrate", subverbs: ["status", "plan", "run", "verify"]), "move leadflow to Prisma"),
        Verb(CommandShape("dupes", target: .optional), "find duplicates"),
        Verb(CommandShape("merge", target: .required, arguments: 0...1), "merge two leads"),
        Verb(CommandShape("watch", target: .optional), "repeat a question"),
        Verb(CommandShape("export", target: .optional, arguments: 0...1), "export rows"),
    ]
}
