import CvxTestSupport
import Foundation

/// Runs the built `cvx` as a user does.
struct CommandRunner {
    struct Result {
        var output: String
        var errors: String
        var status: Int32
    }

    static var program: String { PseudoTerminal.products + "/cvx" }

    var folder: String
    var environment: [String: String] = [:]

    func run(_ arguments: String..., input: String? = nil) throws -> Result {
        try run(arguments: arguments, input: input)
    }

    func run(arguments: [String], input: String? = nil) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "TZ": "UTC"].merging(environment) {
            $1
        }
        let place = NSTemporaryDirectory() + "cvx-run-" + UUID().uuidString
        for stream in ["in", "out", "err"] {
            _ = FileManager.default.createFile(
                atPath: place + stream, contents: stream == "in" ? Data((input ?? "").utf8) : Data())
        }
        defer {
            for stream in ["in", "out", "err"] { try? FileManager.default.removeItem(atPath: place + stream) }
        }
        process.standardInput = FileHandle(forReadingAtPath: place + "in")
        process.standardOutput = FileHandle(forWritingAtPath: place + "out")
        process.standardError = FileHandle(forWritingAtPath: place + "err")
        try process.run()
        process.waitUntilExit()
        func text(_ stream: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: place + stream)), as: UTF8.self)
        }
        let status =
            process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Result(output: try text("out"), errors: try text("err"), status: status)
    }
}

/// A folder that goes when the test ends.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "cvx-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }
}
