/// A provider that is asked over the network, as the settings have it.
package struct TraceProvider: Sendable {
    package var name: String
    package var settings: ProviderSettings
    package var remote: any RemoteProvider
    /// Reads the secret where the settings say it is; nil where they name none.
    package var key: @Sendable () throws -> String?

    package init(
        name: String, settings: ProviderSettings, remote: any RemoteProvider,
        key: @escaping @Sendable () throws -> String?
    ) {
        self.name = name
        self.settings = settings
        self.remote = remote
        self.key = key
    }
}
