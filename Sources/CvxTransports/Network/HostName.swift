/// The host of an address of the web, with its port, as people know a service by.
enum HostName {
    static func of(_ url: String) -> String {
        let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).dropFirst(2)
        let authority = (rest.first ?? "").prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last ?? authority)
    }
}
