internal import CCurl
internal import CvxServices

/// What libcurl's codes mean.
enum CurlFailure {
    /// - Parameters:
    ///   - reason: libcurl's own words; it names hosts in them, and no paths
    ///   - hasLeft: some of the request was written
    static func of(
        _ code: CURLcode, host: String, reason: String, isTooLarge: Bool, hasLeft: Bool
    ) -> HTTPFailure {
        if isTooLarge || code == CURLE_FILESIZE_EXCEEDED {
            return HTTPFailure(
                .tooLarge, "\(host) answered more than is taken", mayHaveArrived: hasLeft)
        }
        let why = reason.isEmpty ? String(cString: cvx_easy_failure(code)) : reason
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return HTTPFailure(
                .nameNotFound, "there is no host \(host), or no name service answers", mayHaveArrived: false)
        case CURLE_COULDNT_CONNECT:
            return HTTPFailure(.cannotConnect, "\(host) takes no connection", mayHaveArrived: false)
        case CURLE_OPERATION_TIMEDOUT:
            return HTTPFailure(.timeout, "\(host) did not answer in time", mayHaveArrived: hasLeft)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            return HTTPFailure(.certificate, "\(host) cannot be trusted: \(why)", mayHaveArrived: false)
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE,
            // The gate was closed.
            CURLE_ABORTED_BY_CALLBACK:
            return HTTPFailure(
                .cut, "the connection to \(host) ended before the answer did", mayHaveArrived: hasLeft)
        default:
            return HTTPFailure(.other, "asking \(host) failed: \(why)", mayHaveArrived: hasLeft)
        }
    }
}
