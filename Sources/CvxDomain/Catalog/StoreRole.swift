/// The three stores of a workspace, by what they are for.
package enum StoreRole: String, Sendable, CaseIterable, Hashable {
    case prisma
    case leadflow
    case skipTrace = "skip_trace"

    /// Where the store lies in a workspace unless the settings say otherwise.
    package var defaultPath: String {
        switch self {
        case .prisma: "prisma/dev.db"
        case .leadflow: "data/leadflow.db"
        case .skipTrace: "data/skip_trace.db"
        }
    }
}
