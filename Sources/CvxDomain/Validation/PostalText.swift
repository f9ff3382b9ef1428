/// States and ZIP codes as the United States Postal Service writes them.
package enum PostalText {
    /// Publication 28, appendix B: states, the district, territories, armed forces.
    package static let states: [(code: String, name: String)] = [
        ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"),
        ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"), ("DC", "District of Columbia"),
        ("FL", "Florida"), ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"),
        ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"),
        ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", "Michigan"),
        ("MN", "Minnesota"), ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"),
        ("NE", "Nebraska"), ("NV", "Nevada"), ("NH", "New Hampshire"), ("NJ", "New Jersey"),
        ("NM", "New Mexico"), ("NY", "New York"), ("NC", "North Carolina"), ("ND", "North Dakota"),
        ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"), ("PA", "Pennsylvania"),
        ("RI", "Rhode Island"), ("SC", "South Carolina"), ("SD", "South Dakota"), ("TN", "Tennessee"),
        ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"), ("VA", "Virginia"), ("WA", "Washington"),
        ("WV", "West Virginia"), ("WI", "Wisconsin"), ("WY", "Wyoming"), ("AS", "American Samoa"),
        ("GU", "Guam"), ("MP", "Northern Mariana Islands"), ("PR", "Puerto Rico"),
        ("VI", "Virgin Islands"), ("FM", "Micronesia"), ("MH", "Marshall Islands"), ("PW", "Palau"),
        ("AA", "Armed Forces Americas"), ("AE", "Armed Forces Europe"), ("AP", "Armed Forces Pacific"),
    ]

    package static func stateProblem(_ text: String) -> FieldProblem? {
        if states.contains(where: { $0.code == text }) { return nil }
        let meant = states.first {
            TextFolding.equal($0.code, text) || TextFolding.equal($0.name, text)
        }
        return FieldProblem(
            "`\(text)` is not a state's code", help: meant.map { "write `\($0.code)`" } ?? "two letters: `AZ`"
        )
    }

    package static func zipProblem(_ text: String) -> FieldProblem? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isRight =
            parts[0].count == 5 && (parts.count == 1 || parts.count == 2 && parts[1].count == 4)
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
        if isRight { return nil }
        return FieldProblem("`\(text)` is not a ZIP code", help: "`85034` or `85034-1234`")
    }
}
