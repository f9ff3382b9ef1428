import CvxDomain
import CvxLanguage
import CvxStores
import FoundationEssentials
import Glibc

/// The workspace of a file of tests: made once, copied for each test, and gone with the last who holds it.
package final class TestWorkspace: Sendable {
    private let template: String

    /// - Parameters:
    ///   - folder: where the paths that the settings name are looked for.
    /// - Throws: a diagnostic that says what is missing or wrong.
    package init(_ settings: ScriptTestSettings, folder: String) throws {
        template = FileManager.default.temporaryDirectory.path + "/cvx-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: template, withIntermediateDirectories: true)
        do {
            try fill(settings, folder: folder)
        } catch {
            try? FileManager.default.removeItem(atPath: template)
            throw error
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: template) }

    private func fill(_ settings: ScriptTestSettings, folder: String) throws {
        switch settings.workspace ?? (settings.sql == nil ? .empty : ScriptTestSettings.Workspace.none) {
        case .none: break
        case .empty: try WorkspaceCreation.create(at: template)
        case .sample(let leads, let seed):
            try SampleWorkspace.fill(directory: template, leads: leads, seed: seed)
        case .copy(let path): try copy(Self.path(path, folder))
        }
        if let sql = settings.sql { try run(Self.path(sql, folder)) }
    }

    private static func path(_ path: String, _ folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    private func copy(_ path: String) throws {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                try FileManager.default.copyItem(atPath: path + "/" + name, toPath: template + "/" + name)
            }
        } catch {
            throw Self.unreadable(path, error)
        }
    }

    private func run(_ path: String) throws {
        let text: String
        do {
            text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        } catch {
            throw Self.unreadable(path, error)
        }
        do throws(SQLFixture.Failure) {
            try SQLFixture.run(text, in: template)
        } catch {
            throw Diagnostic(.badTestFile, "\(path), line \(error.line): \(error.message)", help: error.help)
        }
    }

    private static func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
        let reason = access(path, R_OK) == 0 ? "\(error)" : String(cString: strerror(errno))
        return Diagnostic(
            .fileUnreadable, "\(path) cannot be read: \(reason)",
            help: "paths in a test file are taken from its own folder")
    }

    /// A copy in a folder of its own.
    func scratch() throws -> Scratch { try Scratch(copying: template) }

    /// A folder that goes with its last holder.
    final class Scratch: Sendable {
        let path: String

        fileprivate init(copying template: String) throws {
            path = FileManager.default.temporaryDirectory.path + "/cvx-test-" + UUID().uuidString
            try FileManager.default.copyItem(atPath: template, toPath: path)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        /// Writes a file into it, making the folders it lies in.
        func write(_ text: String, to name: String) throws {
            let url = URL(fileURLWithPath: path + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }
}
