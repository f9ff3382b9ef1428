/// The rule of domain §3.
enum SampleScore {
    static func score(_ lead: SampleLead) -> Int {
        var sum = Double(lead.motivation ?? 50)
        if let value = lead.property.value, let equity = lead.equity, value > 0 {
            let share = equity / value
            sum += share >= 0.5 ? 15 : share >= 0.3 ? 10 : share >= 0.2 ? 5 : 0
        }
        sum += (lead.isProbate ? 15 : 0) + (lead.isVacant ? 10 : 0)
        sum += min(10, lead.taxDebt / 1_000) + Double(min(10, 3 * lead.violations))
        if let days = lead.daysOnMarket { sum += days > 180 ? 10 : days > 90 ? 5 : 0 }
        return Int(min(max((sum + 0.5).rounded(.down), 0), 100))
    }

    static func temperature(_ score: Int) -> String {
        score < 40 ? "DEAD" : score < 65 ? "WARM" : score < 80 ? "HOT" : "ON_FIRE"
    }
}
