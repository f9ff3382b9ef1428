import Testing

@testable import CvxLanguage

/// What the fuzz test found.
@Suite struct RegressionTests {
    @Test func shellLineThatStartsWithAPipeAfterAnother() {
        #expect(dump("find leads\n| first 5", .shell) == "(find leads)\n(| $_ (first 5))")
        #expect(dump("find leads\nsort by score", .shell) == "(find leads)\n(| $_ (sort score))")
    }
}
