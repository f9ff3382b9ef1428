internal import CCurl
internal import CvxServices

/// One request with its handle of libcurl, which is used again for the next.
final class CurlTransfer {
    let handle: UnsafeMutableRawPointer
    private(set) var tag = 0
    private var host = ""
    private var limit = 0
    private var body: [UInt8] = []
    private var headers: [HTTPHeader] = []
    private var headBytes = 0
    private var isTooLarge = false
    private var fields: UnsafeMutablePointer<curl_slist>?
    /// What libcurl reads the request's body from: it keeps the pointer and copies nothing.
    private var sent = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
    private let reason = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init() throws(HTTPFailure) {
        guard let handle = cvx_easy_open() else {
            throw HTTPFailure(.other, "there is no memory for a request", mayHaveArrived: false)
        }
        self.handle = handle
        reason.initialize(repeating: 0)
    }

    deinit {
        cvx_easy_close(handle)
        cvx_slist_free(fields)
        sent.deallocate()
        reason.deallocate()
    }

    func prepare(_ request: HTTPRequest, tag: Int) throws(HTTPFailure) {
        cvx_easy_reset(handle)
        self.tag = tag
        (body, headers, headBytes, isTooLarge, limit) = ([], [], 0, false, request.maximumBody)
        reason[0] = 0
        guard let host = HTTPAddress.host(of: request.url) else {
            throw refusal("the address is none of http or https")
        }
        self.host = host
        setOptions(request)
        try setFields(request)
        setBody(request)
        // The name of a method that is none could end the line it stands in.
        guard !request.method.isEmpty, request.method.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            throw refusal("the method is none")
        }
        var (method, url) = (Array(request.method.utf8CString), Array(request.url.utf8CString))
        let codes = [
            cvx_easy_set_pointer(handle, CURLOPT_CUSTOMREQUEST, &method),
            cvx_easy_set_pointer(handle, CURLOPT_URL, &url),
            cvx_easy_set_callbacks(
                handle, CurlSinks.body, CurlSinks.head, CurlSinks.gate,
                Unmanaged.passUnretained(self).toOpaque()),
        ]
        guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw refusal("libcurl does not take the request") }
    }

    private func setOptions(_ request: HTTPRequest) {
        let options: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            (CURLOPT_TIMEOUT_MS, Int(max(1, request.timeout))), (CURLOPT_MAXFILESIZE, request.maximumBody),
            (CURLOPT_NOBODY, request.method == "HEAD" ? 1 : 0),
            // A connection that was left alone for long has mostly been closed at the other end.
            (CURLOPT_MAXAGE_CONN, 30),
        ]
        for (option, value) in options { _ = cvx_easy_set_long(handle, option, value) }
        for (option, text) in [
            (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_ACCEPT_ENCODING, ""), (CURLOPT_USERAGENT, "cvx"),
        ] {
            var text = Array(text.utf8CString)
            _ = cvx_easy_set_pointer(handle, option, &text)
        }
        _ = cvx_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, reason.baseAddress)
    }

    private func setFields(_ request: HTTPRequest) throws(HTTPFailure) {
        cvx_slist_free(fields)
        fields = nil
        // No waiting for leave to send, and no type of libcurl's own choice.
        var lines = ["Expect:"]
        if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            lines.append("Content-Type:")
        }
        for header in request.headers {
            guard HTTPAddress.isField(header) else {
                throw refusal("the header \(header.name.debugDescription) or its value cannot be sent")
            }
            // An empty value is written with `;`.
            lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        for line in lines {
            guard let longer = cvx_slist_append(fields, line) else { throw refusal("there is no memory") }
            fields = longer
        }
        _ = cvx_easy_set_pointer(handle, CURLOPT_HTTPHEADER, fields)
    }

    private func setBody(_ request: HTTPRequest) {
        sent.deallocate()
        sent = .allocate(capacity: request.body.count)
        _ = sent.initialize(from: request.body)
        guard !request.body.isEmpty || request.method == "POST" else { return }
        _ = cvx_easy_set_long(handle, CURLOPT_POST, 1)
        _ = cvx_easy_set_long(handle, CURLOPT_POSTFIELDSIZE, request.body.count)
        // Without an address it would be asked for what to send.
        if let start = sent.baseAddress { _ = cvx_easy_set_pointer(handle, CURLOPT_POSTFIELDS, start) }
    }

    private func refusal(_ message: String) -> HTTPFailure {
        HTTPFailure(.other, message, mayHaveArrived: false)
    }

    // MARK: what comes back

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    func takeHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headBytes += bytes.count
        guard headBytes <= 262_144 else {
            isTooLarge = true
            return false
        }
        if let header = HTTPAddress.header(bytes) {
            headers.append(header)
        } else if bytes.starts(with: "HTTP/".utf8) {
            // An answer before the answer, as `100 Continue`.
            headers = []
        }
        return true
    }

    /// Whether the request may be sent on a connection: libcurl sends it anew where one that was used before ends without
    /// an answer, and a server that did what was asked would do it twice.
    var maySend: Bool { !hasLeft }

    private var hasLeft: Bool { cvx_easy_long(handle, CURLINFO_REQUEST_SIZE) > 0 }

    var cancelled: HTTPFailure {
        HTTPFailure(.other, "the request was called off", mayHaveArrived: hasLeft)
    }

    func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
        guard code == CURLE_OK else {
            let failure = CurlFailure.of(
                code, host: host, reason: reason.baseAddress.map { String(cString: $0) } ?? "",
                isTooLarge: isTooLarge, hasLeft: hasLeft)
            body = []
            return .failure(failure)
        }
        defer { body = [] }
        return .success(
            HTTPResponse(
                status: cvx_easy_long(handle, CURLINFO_RESPONSE_CODE), headers: headers, body: body))
    }
}
