package import CvxDomain

/// Counts, among numbers and addresses that pass by, those that are not to be called or written to. Memory holds what is
/// marked, not what passes.
package final class ContactWatch {
    private let contacts: ForbiddenContacts
    private var numbers: [NANPNumber] = []
    private var addresses: [String] = []
    /// That passed by, and of these the ones not to be called or written to; the same one counts each time.
    package private(set) var passed = 0
    package private(set) var forbidden = 0

    /// Looked up together.
    private static let together = 4_096

    /// - Throws: what the stores throw
    package init(
        _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog, _ lists: (any DoNotCallList)?,
        at now: Instant
    ) throws {
        contacts = try ForbiddenContacts(queries, catalog, lists, at: now)
    }

    package func add(_ number: NANPNumber) throws {
        passed += 1
        numbers.append(number)
        if numbers.count == Self.together { try lookUp() }
    }

    /// - Parameter address: an email's, in any case
    package func add(address: String) throws {
        passed += 1
        addresses.append(address)
        if addresses.count == Self.together { try lookUp() }
    }

    /// To be called once, after the last.
    package func finish() throws { try lookUp() }

    private func lookUp() throws {
        let (byNumber, byAddress) = (try contacts.among(numbers), try contacts.among(addresses))
        forbidden += numbers.count(where: byNumber.contains) + addresses.count(where: byAddress.contains)
        numbers.removeAll(keepingCapacity: true)
        addresses.removeAll(keepingCapacity: true)
    }
}
