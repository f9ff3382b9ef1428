/// A request that settings describe, with `${…}` where it speaks of what it is about.
package struct RequestTemplate<Slot: TemplateSlot>: Hashable, Sendable {
    package struct Header: Hashable, Sendable {
        package var name: String
        package var value: TextTemplate<Slot>

        package init(_ name: String, _ value: TextTemplate<Slot>) {
            self.name = name
            self.value = value
        }
    }

    package var method = RequestMethod.post
    /// Its host stands before every slot.
    package var url: TextTemplate<Slot>?
    package var headers: [Header] = []
    package var body: JSONTemplate<Slot>?

    package init() {}

    package var slots: Set<Slot> {
        headers.reduce((url?.slots ?? []).union(body?.slots ?? [])) { $0.union($1.value.slots) }
    }

    /// - Parameters:
    ///   - timeout: milliseconds
    ///   - value: nil for what is unknown; whatever it holds, it stays where it stands
    package func request(timeout: Int64, _ value: (Slot) -> String?) -> HTTPRequest {
        let address = url?.text { PercentEncoding.text(value($0) ?? "") } ?? ""
        var request = HTTPRequest(method.rawValue, address, timeout: timeout)
        request.headers = headers.map { header in
            // A line end in a value would begin a header of its own, which the client refuses.
            HTTPHeader(header.name, header.value.text { Self.line(value($0) ?? "") })
        }
        if let body {
            request.body = Array(body.text(value).utf8)
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                request.headers.append(HTTPHeader("Content-Type", "application/json"))
            }
        }
        return request
    }

    private static func line(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }
}

package enum RequestMethod: String, CaseIterable, Sendable { case get = "GET", post = "POST", put = "PUT" }
