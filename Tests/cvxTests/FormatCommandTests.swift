import Foundation
import Testing

/// `cvx fmt` as a user runs it.
@Suite struct FormatCommandTests {
    static let untidy = "find leads  where score==70;undo\n"
    static let tidy = "find leads where score = 70\nundo\n"

    private func text(_ scratch: Scratch, _ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/" + name)), as: UTF8.self)
    }

    private func inode(_ scratch: Scratch, _ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: scratch.path + "/" + name)[.systemFileNumber] as? Int
    }

    @Test func writesOnlyWhatChanges() throws {
        let scratch = try Scratch()
        try scratch.write(Self.untidy, to: "a.cvx")
        try scratch.write(Self.tidy, to: "b.cvx")
        let untouched = try inode(scratch, "b.cvx")
        let runner = CommandRunner(folder: scratch.path)
        let result = try runner.run("fmt", "a.cvx", "b.cvx")
        #expect(result.status == 0 && result.output == "" && result.errors == "formatted a.cvx\n")
        #expect(try text(scratch, "a.cvx") == Self.tidy)
        #expect(try inode(scratch, "b.cvx") == untouched)
        #expect(try runner.run("fmt", "a.cvx").errors == "")
    }

    @Test func checkListsAndChangesNothing() throws {
        let scratch = try Scratch()
        try scratch.write(Self.untidy, to: "a.cvx")
        try scratch.write(Self.tidy, to: "b.cvx")
        let runner = CommandRunner(folder: scratch.path)
        let result = try runner.run("fmt", "--check", "a.cvx", "b.cvx")
        #expect(result.status == 1 && result.output == "a.cvx\n", "\(result.errors)")
        #expect(try text(scratch, "a.cvx") == Self.untidy)
        #expect(try runner.run("fmt", "--check", "b.cvx").status == 0)
    }

    @Test func standardInput() throws {
        let scratch = try Scratch()
        let runner = CommandRunner(folder: scratch.path)
        let result = try runner.run("fmt", "-", input: "\u{FEFF}undo\r\n\r\n\r\nprint  1 # a \r\n")
        #expect(result.status == 0 && result.output == "undo\n\nprint 1  # a\n", "\(result.errors)")
        #expect(try runner.run("fmt", "--check", "-", input: Self.untidy).status == 1)
    }

    @Test func refusesWhatIsWrong() throws {
        let scratch = try Scratch()
        let wrong = "find leads  where and\nundo\n"
        try scratch.write(wrong, to: "a.cvx")
        try scratch.write(Self.untidy, to: "b.cvx")
        let runner = CommandRunner(folder: scratch.path)
        let result = try runner.run("fmt", "a.cvx", "b.cvx")
        #expect(result.status == 2)
        #expect(
            result.errors.contains("error[E115]") && result.errors.contains("--> a.cvx:1:"),
            "\(result.errors)")
        #expect(try text(scratch, "a.cvx") == wrong)
        #expect(try text(scratch, "b.cvx") == Self.tidy)
        let json = try runner.run("fmt", "--errors", "json", "a.cvx")
        #expect(json.errors.hasPrefix("{") && json.errors.contains("\"code\":\"E115\""), "\(json.errors)")
        let bytes: [UInt8] = [0x70, 0, 0xFF]
        try scratch.write(bytes, to: "c.cvx")
        #expect(try runner.run("fmt", "c.cvx").status == 2)
        #expect(try runner.run("fmt", "none.cvx").status == 1)
        #expect(try runner.run("fmt", ".").status == 1)
        #expect(try runner.run("fmt").status == 2)
    }

    /// A link stays a link, and the file keeps its mode.
    @Test func keepsLinksAndModes() throws {
        let scratch = try Scratch()
        try scratch.write(Self.untidy, to: "a.cvx")
        let path = scratch.path + "/a.cvx"
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/b.cvx", withDestinationPath: "a.cvx")
        #expect(try CommandRunner(folder: scratch.path).run("fmt", "b.cvx").status == 0)
        #expect(try text(scratch, "a.cvx") == Self.tidy)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o755)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path + "/b.cvx") == "a.cvx")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 2)
    }

    @Test func examplesAreFormatted() throws {
        let runner = CommandRunner(folder: ExampleTests.folder)
        for script in ExampleTests.scripts {
            let result = try runner.run("fmt", "--check", script)
            #expect(result.status == 0, "\(script): \(result.errors)")
        }
    }
}
