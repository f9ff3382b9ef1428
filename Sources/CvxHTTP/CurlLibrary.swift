internal import CCurl
package import CvxServices

/// libcurl, which is loaded when the first client is made: most runs of cvx ask no server.
package enum CurlLibrary {
    /// The first release that tells before a request is sent again on another connection, and names its protocols.
    private static let leastVersion: UInt32 = 0x07_55_00

    /// - Throws: where the machine has none, or one that is too old, with what installs it
    package static func load() throws(HTTPFailure) {
        if let problem = problem(loading: "libcurl.so.4") {
            throw HTTPFailure(.other, problem, mayHaveArrived: false)
        }
    }

    static func problem(loading name: String) -> String? {
        if let problem = cvx_curl_load(name) {
            return
                "servers are asked through libcurl, which cannot be loaded (\(String(cString: problem))); on Debian `apt-get install libcurl4` brings it"
        }
        return cvx_curl_version() < leastVersion
            ? "servers are asked through libcurl 7.85 or later, and this machine's is older" : nil
    }
}
