import CvxTestSupport
import Foundation
import GRDB
import Testing

/// Stores that cannot take what a trace found: nothing that was paid for is lost, and nothing is paid twice.
@Suite(.serialized) struct TraceStoreFaultTests {
    private static let trace = "skiptrace (find leads) using batchdata"

    private func expectAllPaidOnce(_ folder: TracedFolder, _ sandbox: SandboxProcess, leads: Int) throws {
        if let batch = try folder.batch(of: Self.trace) {
            if batch.state != "done" {
                let resumed = try folder.run("batch resume @\(batch.id)")
                #expect(resumed.status == 0, "\(resumed.errors)")
            }
        } else {
            #expect(try folder.run(Self.trace).status == 0)
        }
        #expect(try SandboxAccount(sandbox).charged == leads)
        for (place, sum) in try folder.sums() { #expect(sum == leads * 7, "\(place)") }
        #expect(try folder.number("data/skip_trace.db", "SELECT count(*) FROM skip_trace_results") == leads)
    }

    @Test func aStoreThatIsLocked() throws {
        let sandbox = try SandboxProcess()
        let folder = try TracedFolder(
            leads: 40, settings: sandbox.settings + "\n[session]\nlock_timeout = \"1s\"\n")
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(
            path: folder.path + "/data/skip_trace.db", configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let result = try folder.run(Self.trace)
        #expect(result.status == 75, "\(result.errors)")
        #expect(result.errors.contains("batch resume @"), "\(result.errors)")
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try expectAllPaidOnce(folder, sandbox, leads: 40)
    }

    @Test func aDiskThatIsFull() throws {
        // How many pages more a file may have: the ledger, the journal or a store comes to its end first.
        for kilobytes in [24, 48, 96, 160, 240] {
            let sandbox = try SandboxProcess()
            let folder = try TracedFolder(leads: 300, settings: sandbox.settings)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            // Without the signal a write fails as it does on a full disk.
            process.arguments = [
                "-c", "trap '' XFSZ; ulimit -f \(kilobytes * 2); exec \"$0\" --yes -c \"$1\"",
                CommandRunner.program,
                Self.trace,
            ]
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path].merging(
                folder.runner.environment
            ) { $1 }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationReason == .exit, "\(kilobytes)")
            #expect(process.terminationStatus == 1, "\(kilobytes) KB: \(process.terminationStatus)")
            try expectAllPaidOnce(folder, sandbox, leads: 300)
        }
    }

    @Test(
        .enabled(if: SmallDisk.isPossible, "no file system can be mounted here: that takes root"),
        arguments: ["cvx_ledger.db", "leadflow.db", "skip_trace.db"], [0, 40, 160])
    func aDiskThatIsReallyFull(_ file: String, _ kilobytes: Int) throws {
        let sandbox = try SandboxProcess()
        let folder = try TracedFolder(leads: 300, settings: sandbox.settings)
        // Now the ledger is there too.
        #expect(try folder.run("skiptrace (find leads limit 1)").status == 0)
        let disk = try SmallDisk(bytes: 16 << 20)
        let place = folder.path + "/data/" + file
        try FileManager.default.moveItem(atPath: place, toPath: disk.path + "/" + file)
        try FileManager.default.createSymbolicLink(
            atPath: place, withDestinationPath: disk.path + "/" + file)
        try disk.fill(leaving: kilobytes << 10)
        let result = try folder.run(Self.trace)
        // Where one of several stores has no room for its part of a commit, that alone is known.
        let isSaid = ["no space is left", "a full disk?"].contains { result.errors.contains($0) }
        #expect(result.status == 1 && isSaid, "\(result.status): \(result.errors)")
        try disk.makeRoom()
        try expectAllPaidOnce(folder, sandbox, leads: 300)
    }

    @Test func aStoreThatIsOnlyRead() throws {
        let sandbox = try SandboxProcess()
        let folder = try TracedFolder(leads: 3, settings: sandbox.settings)
        let result = try folder.run(Self.trace, "--read-only")
        #expect(result.status != 0 && result.errors.contains("read"), "\(result.errors)")
        #expect(try SandboxAccount(sandbox).charged == 0)
    }
}
