import CvxDomain
import CvxServices
import Foundation
import Testing

@testable import CvxStores

/// The imported lists, beside the house's own.
@Suite struct ImportedListsTests {
    private let it: JournaledWorkspace
    private let path: String
    private let list: StoreDoNotCallList
    private let now = Instant(milliseconds: 1_700_000_000_000)

    init() throws {
        it = try JournaledWorkspace()
        path = it.workspace.path(.cvx) + ".dnc"
        list = StoreDoNotCallList(stores: it.stores, path: path)
    }

    private func collect(_ digits: some Sequence<UInt64>) -> NumberCollection {
        var numbers = NumberCollection()
        for number in digits.compactMap({ NANPNumber(digits: $0) }) { numbers.add(number) }
        return numbers
    }

    private func put(_ digits: some Sequence<UInt64>, on name: DoNotCallMark.List = .national) throws -> Int {
        var numbers = collect(digits)
        return try list.lists.replace(
            ImportedDoNotCallList(list: name, asOf: Day(number: 20_000), importedAt: now, count: 0),
            with: &numbers)
    }

    private func marked(_ digits: some Sequence<UInt64>) throws -> [UInt64] {
        try list.marks(on: digits.compactMap { NANPNumber(digits: $0) }, at: now).keys.map(\.digits).sorted()
    }

    @Test func nothingIsThereAndNothingIsMadeByAsking() throws {
        #expect(try marked([4_805_550_100]).isEmpty)
        #expect(try list.imported().isEmpty)
        #expect(FileProbe(path).kind == .missing)
    }

    /// Chunks of every length, gaps of every size: what is put in is found, one by one and in bulk, and nothing else.
    @Test(arguments: [1, 2, 300, 6_000])
    func findsWhatItHas(_ count: Int) throws {
        var random = SystemRandomNumberGenerator()
        var digits: Set<UInt64> = []
        while digits.count < count {
            let near = UInt64.random(in: 4_802_000_000...4_802_009_999, using: &random)
            let far = UInt64.random(in: 2_002_000_000...9_999_999_999, using: &random)
            if let number = NANPNumber(digits: Bool.random(using: &random) ? near : far) {
                digits.insert(number.digits)
            }
        }
        #expect(try put(digits) == count)
        let all = digits.sorted()
        let others = all.map { $0 + 1 }.filter { !digits.contains($0) }
        #expect(try marked(all + others) == all)
        for one in all.prefix(50) + all.suffix(50) { #expect(try marked([one]) == [one]) }
        for one in others.prefix(100) { #expect(try marked([one]).isEmpty) }
        #expect(try marked([2_002_000_000, 9_898_999_999].filter { !digits.contains($0) }).isEmpty)
        #expect(try list.imported().map(\.count) == [count])
    }

    @Test func listsStandBesideOneAnother() throws {
        let number = try #require(NANPNumber(digits: 4_805_550_100))
        _ = try put([number.digits, 4_805_550_101])
        _ = try put([number.digits], on: .state("AZ"))
        let day = Instant(milliseconds: 20_000 * 86_400_000)
        #expect(
            try list.marks(on: [number], at: now)[number] == [
                DoNotCallMark(.national, since: day), DoNotCallMark(.state("AZ"), since: day),
            ])
        // One is replaced whole, the other stays.
        _ = try put([4_805_550_102])
        #expect(try list.marks(on: [number], at: now)[number] == [DoNotCallMark(.state("AZ"), since: day)])
        #expect(try list.national()?.count == 1)
        #expect(try list.imported().map(\.list) == [.national, .state("AZ")])
    }

    @Test func aFileIsReadAndJoinedToWhatIsThere() throws {
        _ = try put([4_805_550_100])
        let file = path + ".txt"
        try "480,5550101\nx\n480,5550100\n".write(toFile: file, atomically: true, encoding: .utf8)
        let lines = try list.read(file, joining: .national) { false }
        #expect(lines.good == 2 && lines.badCount == 1)
        let made = try list.replace(
            .national, with: lines, asOf: Day(number: 20_001), file: file, by: "ana", at: now)
        #expect(made.count == 2)
        #expect(try list.imported() == [made])
        #expect(try marked([4_805_550_100, 4_805_550_101]).count == 2)
        #expect(throws: DoNotCallFileError.interrupted) { try list.read(file, joining: nil) { true } }
        #expect(throws: DoNotCallFileError.self) { try list.read(path + ".none", joining: nil) { false } }
        #expect(throws: DoNotCallFileError.self) { try list.read("/", joining: nil) { false } }
    }

    /// An empty list would let everybody be called.
    @Test func whatCannotBeReadIsAnError() throws {
        try "no database at all, and longer than a header is".write(
            toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: StoreError.self) { try list.imported() }
        #expect(throws: StoreError.self) { try marked([4_805_550_100]) }
    }

    @Test func aDamagedListIsAnErrorThatNamesIt() throws {
        _ = try put((0..<20_000).map { 4_802_000_000 + $0 * 3 })
        let handle = try #require(FileHandle(forUpdatingAtPath: path + "-wal"))
        try handle.truncate(atOffset: 0)
        try handle.close()
        try FileManager.default.removeItem(atPath: path + "-shm")
        try Data(repeating: 0x55, count: 8_192).write(to: URL(fileURLWithPath: path))
        let other = StoreDoNotCallList(stores: it.stores, path: path)
        let error = #expect(throws: StoreError.self) { try other.imported() }
        #expect(error?.message.contains(path) == true)
    }
}
