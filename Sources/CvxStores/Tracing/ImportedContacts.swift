import CvxDomain
import CvxServices

/// What a contact list's file says of some persons.
struct ImportedContacts {
    /// The file's, without its folders.
    let name: String
    let contacts: ContactList

    /// - Throws: `TraceError` with the file, the place in it and the next step.
    init(_ path: String, for persons: [ContactPerson]) throws {
        name = path.split(separator: "/").last.map(String.init) ?? path
        let reader = ContactListReader(for: persons)
        do {
            try FileBlocks.each(of: path) { try reader.read($0) }
            contacts = try reader.end()
        } catch let fault as FileBlocks.Unreadable {
            throw TraceError(
                .contactList, "\(path) cannot be read: \(fault.reason)",
                help: "`contacts` of `[providers.local]` names it; paths count from the folder of cvx.toml")
        } catch let fault as DelimitedFault {
            throw TraceError(
                .contactList, "\(name):\(fault.place.line):\(fault.place.column): \(fault.message)",
                help: fault.help)
        } catch let fault as ContactListFault {
            throw TraceError(.contactList, "\(name): \(fault.message)", help: fault.help)
        }
    }
}
