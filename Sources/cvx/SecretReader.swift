import CvxServices
import CvxShell

/// Reads a secret from where the settings say it is.
enum SecretReader {
    /// Nil where nothing is there.
    ///
    /// - Throws: a diagnostic where the file cannot be read.
    static func read(_ source: SecretSource) throws -> String? {
        switch source {
        case .variable(let name): return LaunchOptions.variable(name)
        case .file(let path):
            let line = try FileReader.read(path).prefix { $0 != 0x0A && $0 != 0x0D }
            let text = String(decoding: line, as: UTF8.self)
            return text.isEmpty ? nil : text
        }
    }
}
