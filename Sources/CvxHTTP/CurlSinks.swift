internal import CCurl

/// What libcurl calls while it works; the context is the transfer.
enum CurlSinks {
    static let body: cvx_curl_sink = { bytes, size, count, context in
        take(bytes, size * count, context) { $0.take($1) }
    }

    static let head: cvx_curl_sink = { bytes, size, count, context in
        take(bytes, size * count, context) { $0.takeHead($1) }
    }

    static let gate: cvx_curl_gate = { context, _, _, _, _ in
        guard let context else { return CURL_PREREQFUNC_ABORT }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.maySend ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    private static func take(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ body: (CurlTransfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        if count == 0 { return 0 }
        // Any other count than the given one ends the transfer.
        return body(transfer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
    }
}
