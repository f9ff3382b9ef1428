/// The stores of a workspace, by what they are for. Whoever writes several locks them in this order.
package enum StoreRole: String, Sendable, CaseIterable, Hashable {
    case prisma
    case leadflow
    case skipTrace = "skip_trace"
    /// What cvx itself keeps for people, asked about and changed like the rest. Its file is made when something is
    /// first kept there; until then it is empty, not missing.
    case cvx

    /// Nobody else's: cvx makes it and knows its tables.
    package var isOwn: Bool { self == .cvx }

    /// Those of other programs: a folder that has one of them is a workspace.
    package static let others = allCases.filter { !$0.isOwn }

    /// Where the store lies in a workspace unless the settings say otherwise.
    package var defaultPath: String {
        switch self {
        case .prisma: "prisma/dev.db"
        case .leadflow: "data/leadflow.db"
        case .skipTrace: "data/skip_trace.db"
        case .cvx: "data/cvx_records.db"
        }
    }
}
