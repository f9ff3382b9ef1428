import CvxDomain
import Glibc
import Testing

@testable import CvxRender

@Suite("Outputs", .serialized)
struct OutputTests {
    /// A folder of one test's own, removed at its end.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/cvx-render-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try #require(mkdir(folder, 0o755) == 0)
        defer {
            for name in names(folder) { unlink(folder + "/" + name) }
            rmdir(folder)
        }
        try body(folder)
    }

    private func names(_ folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private func contents(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private func put(_ text: String, at path: String, mode: mode_t = 0o644) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
        try #require(descriptor >= 0)
        try FileDescriptorOutput(descriptor).write(text)
        fchmod(descriptor, mode)
        close(descriptor)
    }

    @Test func fileAppearsWhole() throws {
        try withFolder { folder in
            let path = folder + "/out.csv"
            let output = try AtomicFileOutput(path: path)
            try output.write("abc")
            #expect(contents(path) == nil)
            try output.finish()
            #expect(contents(path) == "abc")
            #expect(names(folder) == ["out.csv"])
            #expect(throws: OutputError.self) { try output.write("more") }
        }
    }

    @Test func withoutFinishTheOldFileStays() throws {
        try withFolder { folder in
            let path = folder + "/out.csv"
            try put("old", at: path)
            do {
                let output = try AtomicFileOutput(path: path)
                try output.write("new")
            }
            #expect(contents(path) == "old")
            #expect(names(folder) == ["out.csv"])
        }
    }

    @Test func aFailedWriteLeavesTheOldFile() throws {
        try withFolder { folder in
            let path = folder + "/out.csv"
            try put("old", at: path)
            let output = try AtomicFileOutput(path: path)
            // The disk fills up behind the output's back.
            let full = open("/dev/full", O_WRONLY)
            try #require(full >= 0 && dup2(full, output.descriptor) >= 0)
            close(full)
            let error = #expect(throws: OutputError.self) { try output.write("new") }
            #expect(error?.isDiskFull == true)
            #expect(error?.path == path)
            #expect(contents(path) == "old")
            #expect(names(folder) == ["out.csv"])
        }
    }

    @Test func modeAndLinksStay() throws {
        try withFolder { folder in
            let path = folder + "/real.csv"
            try put("old", at: path, mode: 0o600)
            symlink("real.csv", folder + "/link.csv")
            let output = try AtomicFileOutput(path: folder + "/link.csv")
            try output.write("new")
            try output.finish()
            #expect(contents(path) == "new")
            var status = stat()
            #expect(lstat(folder + "/link.csv", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func linksToNothingAndCircles() throws {
        try withFolder { folder in
            symlink("later.csv", folder + "/link.csv")
            let output = try AtomicFileOutput(path: folder + "/link.csv")
            try output.write("new")
            try output.finish()
            #expect(names(folder) == ["later.csv", "link.csv"])
            symlink("b", folder + "/a")
            symlink("a", folder + "/b")
            let error = #expect(throws: OutputError.self) { try AtomicFileOutput(path: folder + "/a") }
            #expect(error?.code == ELOOP)
        }
    }

    @Test func placesThatCannotBeWritten() throws {
        try withFolder { folder in
            let missing = #expect(throws: OutputError.self) {
                try AtomicFileOutput(path: folder + "/no/out.csv")
            }
            #expect(
                missing?.description == "cannot create \(folder)/no/out.csv: No such file or directory")
            let directory = #expect(throws: OutputError.self) { try AtomicFileOutput(path: folder) }
            #expect(directory?.code == EISDIR)
            #expect(throws: OutputError.self) { try AtomicFileOutput(path: "") }
            guard geteuid() != 0 else { return }
            try put("old", at: folder + "/fixed.csv", mode: 0o444)
            let refused = #expect(throws: OutputError.self) {
                try AtomicFileOutput(path: folder + "/fixed.csv")
            }
            #expect(refused?.code == EACCES)
        }
    }

    @Test func devicesAreWrittenDirectly() throws {
        let output = try AtomicFileOutput(path: "/dev/null")
        try output.write("abc")
        try output.finish()
        let full = try AtomicFileOutput(path: "/dev/full")
        let error = #expect(throws: OutputError.self) { try full.write("abc") }
        #expect(error?.isDiskFull == true)
    }

    @Test func aFullDeviceIsToldApart() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let error = #expect(throws: OutputError.self) {
            var sink = OutputFormat.csv.makeSink(
                options: RenderOptions(), output: FileDescriptorOutput(descriptor, path: "/dev/full"))
            try sink.begin([.init("a", .int)])
            try sink.end()
        }
        #expect(error?.isDiskFull == true)
        #expect(error?.description == "cannot write /dev/full: No space left on device")
    }

    @Test func aReaderThatLeftIsToldApart() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        #expect(throws: OutputClosed.self) { try FileDescriptorOutput(ends[1]).write("abc") }
    }
}
