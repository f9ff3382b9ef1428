package import CvxDomain
internal import CvxServices

extension SandboxReply {
    package static func json(_ status: Int, _ value: JSONValue) -> SandboxReply {
        var reply = SandboxReply(status, value.written())
        reply.headers = [HTTPHeader("Content-Type", "application/json")]
        return reply
    }
}
