/// A record of RFC 4180, with `\n` at its end as all that cvx writes.
enum DelimitedLine {
    static func bytes(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let isQuoted = field.utf8.contains { [0x0A, 0x0D, 0x22, 0x2C].contains($0) }
            bytes += (isQuoted ? "\"\(field.replacing("\"", with: "\"\""))\"" : field).utf8
        }
        bytes.append(0x0A)
        return bytes
    }
}
