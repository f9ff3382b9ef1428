package import CvxLanguage

/// The values of variables while a program runs, by their places.
package final class Variables {
    /// Of the program itself: they stay from one line of a shell to the next.
    private var globals: [Value] = []
    /// Of the blocks that are open.
    private var locals: [Value] = []

    package init() {}

    /// A variable that has no value yet is null.
    package subscript(_ variable: CheckedVariable) -> Value {
        get {
            if variable.isGlobal { return variable.slot < globals.count ? globals[variable.slot] : .null }
            return variable.slot < locals.count ? locals[variable.slot] : .null
        }
        set {
            if variable.isGlobal {
                Self.set(newValue, at: variable.slot, in: &globals)
            } else {
                Self.set(newValue, at: variable.slot, in: &locals)
            }
        }
    }

    private static func set(_ value: Value, at slot: Int, in values: inout [Value]) {
        while values.count <= slot { values.append(.null) }
        values[slot] = value
    }
}
