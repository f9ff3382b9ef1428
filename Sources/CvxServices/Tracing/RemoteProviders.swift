extension ProviderSettings {
    /// The provider that the settings describe.
    package var remoteProvider: any RemoteProvider {
        switch kind {
        case .batchdata: BatchData(self)
        case .http: HTTPProvider(self)
        }
    }
}
