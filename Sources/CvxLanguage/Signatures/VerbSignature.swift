/// What the checker knows of a verb that the command table carries out.
package struct VerbSignature: Sendable {
    /// What it gives, for the operands that it was written with.
    package var result: @Sendable (CheckedCommand) -> Type
    /// What it may do beyond reading.
    package var effects: @Sendable (CheckedCommand) -> Effects
    /// It asks the stores about its target's rows itself: they are not read before it runs, however many they are.
    package var asksRows: Bool
    /// A reference in it, `@b1k2`, names something of the verb's own and no row: the verb is given its text.
    package var hasOwnReferences: Bool
    /// For a verb that puts words on rows, or takes them off: it is a change, and the checker makes it one.
    package var labels: Labels?
    /// What is wrong with its words and the types of its operands, as far as that is known before it runs.
    package var faults: @Sendable (CheckedCommand) -> [Diagnostic]

    /// Words that rows have in a relation of their own.
    package struct Labels: Sendable {
        /// From the rows to those that hold the words, which are an entity of the same name: `tags`.
        package var relation: String
        /// Puts them on; else takes them off.
        package var adds: Bool
        package init(relation: String, adds: Bool) {
            self.relation = relation
            self.adds = adds
        }
    }

    package init(
        result: @escaping @Sendable (CheckedCommand) -> Type = { _ in .null },
        effects: @escaping @Sendable (CheckedCommand) -> Effects = { _ in Effects() },
        asksRows: Bool = false, hasOwnReferences: Bool = false, labels: Labels? = nil,
        faults: @escaping @Sendable (CheckedCommand) -> [Diagnostic] = { _ in [] }
    ) {
        self.result = result
        self.effects = effects
        self.asksRows = asksRows
        self.hasOwnReferences = hasOwnReferences
        self.labels = labels
        self.faults = faults
    }
}
