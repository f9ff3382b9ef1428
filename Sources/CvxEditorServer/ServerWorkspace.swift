package import CvxDomain
package import CvxLanguage

/// The workspace that a text is written for.
package struct ServerWorkspace {
    /// Its folder; nil where there is none, and the documented schemas stand in.
    package var folder: String?
    package var catalog: any WorkspaceCatalog
    package var schema: any Schema

    package init(folder: String?, catalog: any WorkspaceCatalog, schema: any Schema) {
        self.folder = folder
        self.catalog = catalog
        self.schema = schema
    }
}

/// What the server asks of whoever starts it.
package struct ServerHost {
    /// The workspace found from a folder upward; nil where there is none. Opened anew each time.
    ///
    /// - Throws: a diagnostic where it cannot be opened.
    package var workspace: (_ folder: String) throws -> ServerWorkspace?
    /// What a store's error means; nil for an error of another kind.
    package var diagnose: (any Error) -> Diagnostic?
    package var version: String

    package init(
        workspace: @escaping (_ folder: String) throws -> ServerWorkspace?,
        diagnose: @escaping (any Error) -> Diagnostic?, version: String
    ) {
        self.workspace = workspace
        self.diagnose = diagnose
        self.version = version
    }
}
