import Glibc

/// The error numbers that outputs tell apart.
enum SystemCode {
    static var noSpace: Int32 { ENOSPC }
    static var overQuota: Int32 { EDQUOT }

    static func text(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
