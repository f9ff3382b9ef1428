/// What the parser must know of a verb to read its words: data that the command table supplies.
package struct CommandShape: Sendable {
    package enum TargetRule: Sendable { case none, optional, required }

    package struct Option: Sendable {
        /// `["max", "cost"]`
        package var words: [String]
        package var value: Value
        package init(_ words: String, _ value: Value) {
            self.words = words.split(separator: " ").map(String.init)
            self.value = value
        }
        package enum Value: Hashable, Sendable {
            /// `force`
            case none
            /// `max cost $5`
            case expression
            /// `using local, batchdata`, `type call`: bare words.
            case names
            /// `to (find …)`
            case pipeline
            /// `message "Hi ${.owner_name}"`: text whose `${…}` are worked out later, over rows of the entity.
            case template(over: String)
        }
    }

    package var name: String
    package var subverbs: [String]
    package var target: TargetRule
    /// Expressions after the target.
    package var arguments: ClosedRange<Int>
    /// Bare words as arguments (`describe leads`, `help find`).
    package var argumentsAreNames: Bool
    /// The names are of neither entities nor verbs: whoever runs it knows which there are.
    package var hasOwnNames: Bool
    package var options: [Option]

    package init(
        _ name: String, subverbs: [String] = [], target: TargetRule = .none,
        arguments: ClosedRange<Int> = 0...0, argumentsAreNames: Bool = false, hasOwnNames: Bool = false,
        options: [Option] = []
    ) {
        self.name = name
        self.subverbs = subverbs
        self.target = target
        self.arguments = arguments
        self.argumentsAreNames = argumentsAreNames
        self.hasOwnNames = hasOwnNames
        self.options = options
    }
}
