import FoundationEssentials

/// Addresses of files, `file:///a/b.cvx`.
package enum FileAddress {
    /// Nil for an address of anything else, as of a text that is in no file yet.
    package static func path(_ uri: String) -> String? {
        guard let url = URL(string: uri), url.isFileURL,
            url.host.map({ $0.isEmpty || $0 == "localhost" }) ?? true
        else { return nil }
        let path = url.path
        return path.hasPrefix("/") ? path : nil
    }

    package static func uri(_ path: String) -> String { URL(fileURLWithPath: path).absoluteString }

    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
