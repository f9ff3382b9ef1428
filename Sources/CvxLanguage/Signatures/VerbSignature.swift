/// What the checker knows of a verb that the command table carries out.
package struct VerbSignature: Sendable {
    /// What it gives, for the operands that it was written with.
    package var result: @Sendable (CheckedCommand) -> Type
    /// What it may do beyond reading.
    package var effects: @Sendable (CheckedCommand) -> Effects

    package init(
        result: @escaping @Sendable (CheckedCommand) -> Type = { _ in .null },
        effects: @escaping @Sendable (CheckedCommand) -> Effects = { _ in Effects() }
    ) {
        self.result = result
        self.effects = effects
    }
}
