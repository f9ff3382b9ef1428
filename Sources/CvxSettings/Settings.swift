package import CvxDomain
package import CvxServices

/// What the settings files and the environment say, the nearest word counting. Options come on top of it.
package struct Settings: Hashable, Sendable {
    package struct Session: Hashable, Sendable {
        /// As in `America/Phoenix`; nil: the system's.
        package var timeZone: String?
        /// Somebody of the users table, who acts; nil: the operating system's user.
        package var actor: String?
        /// The organization that alone is seen and changed, by id or name.
        package var organization: String?
        /// Rows that a table on the screen shows; 0: all of them; nil: as it is by itself.
        package var maxRows: Int?
        /// Milliseconds to wait for a store that another program has locked.
        package var lockTimeout: Int64?
        /// Milliseconds that a run may take.
        package var timeout: Int64?
        /// A store that cannot be read is an error, even where another could answer.
        package var isStrict: Bool?
    }

    /// Paths of stores that are not in their usual place; relative ones count from the workspace's folder.
    package var stores: [StoreRole: String] = [:]
    package var session = Session()
    /// By name, as in `skiptrace @1 using batchdata`; without `local`, which is no service.
    package var providers: [String: ProviderSettings] = [:]
    package var local = LocalSettings()
    /// By type of campaign.
    package var transports: [String: TransportSettings] = [:]
    package var compliance = ComplianceSettings()
    package var journal = JournalSettings()
    /// Which role may what.
    package var rights = Rights.standard

    package init() {}
}
