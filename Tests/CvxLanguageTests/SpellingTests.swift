import Testing

@testable import CvxLanguage

@Suite struct SpellingTests {
    @Test func nearest() {
        let values = ["DEAD", "WARM", "HOT", "ON_FIRE"]
        #expect(Spelling.closest(to: "HTO", in: values) == "HOT")
        #expect(Spelling.closest(to: "onfire", in: values) == "ON_FIRE")
        #expect(Spelling.closest(to: "on_fir", in: values) == "ON_FIRE")
        #expect(Spelling.closest(to: "COLD", in: values) == nil)
        #expect(Spelling.closest(to: "", in: values) == nil)
        #expect(Spelling.closest(to: String(repeating: "x", count: 10_000), in: values) == nil)
        #expect(Spelling.closest(to: "onwer_name", in: ["owner_name", "owner"]) == "owner_name")
    }
}
