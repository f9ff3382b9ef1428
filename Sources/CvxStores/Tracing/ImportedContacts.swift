import CvxDomain
import CvxServices

/// A contact list as its file is now.
struct ImportedContacts {
    /// Without its folders.
    let name: String
    let contacts: ContactList
    private let file: FileProbe

    /// - Throws: `TraceError` with the file, the place in it and the next step.
    init(_ path: String) throws {
        name = path.split(separator: "/").last.map(String.init) ?? path
        file = FileProbe(path)
        let reader = ContactListReader()
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

    /// The file has not changed since.
    func isCurrent(at path: String) -> Bool { FileProbe(path) == file }
}
