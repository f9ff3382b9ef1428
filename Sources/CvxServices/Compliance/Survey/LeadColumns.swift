import CvxDomain

/// Columns and tags that mark a lead or a number, by the names that stores give them.
enum LeadColumns {
    private static let names: [(mark: ContactMarks, names: Set<String>)] = [
        (
            .optOut,
            [
                "optout", "optedout", "isoptedout", "isoptout", "unsubscribed", "isunsubscribed",
                "donotcontact",
            ]
        ),
        (.stoppedPhone, ["smsoptout", "smsoptedout", "textoptout", "calloptout"]),
        (.stoppedEmail, ["emailoptout", "emailoptedout", "emailunsubscribed"]),
        (.litigator, ["litigator", "islitigator", "tcpalitigator", "tcpa", "istcpa"]),
        (.deceased, ["deceased", "isdeceased"]),
    ]

    /// Names that say that somebody agreed, or did not.
    private static let consent: Set<String> = ["consent", "hasconsent", "smsconsent", "tcpaconsent"]

    /// Columns that hold a mark where they are true.
    struct Marks {
        fileprivate var columns: [(mark: ContactMarks, column: Int)] = []
        fileprivate var consent: [Int] = []
    }

    static func marks(_ rows: inout SurveyRows) -> Marks {
        var marks = Marks()
        for field in rows.fields {
            let name = field.foldedName
            for (mark, names) in names where names.contains(name) {
                if let column = rows.column(field) { marks.columns.append((mark, column)) }
            }
            if consent.contains(name), let column = rows.column(field) { marks.consent.append(column) }
        }
        return marks
    }

    static func marks(_ marks: Marks, _ row: SurveyRow) -> ContactMarks {
        var found: ContactMarks = []
        for (mark, column) in marks.columns where row.flag(column) == true { found.insert(mark) }
        for column in marks.consent where row.flag(column) == false { found.insert(.consent) }
        return found
    }

    /// Whether the row says that the person agreed.
    static func isAgreed(_ marks: Marks, _ row: SurveyRow) -> Bool {
        marks.consent.contains { row.flag($0) == true }
    }

    /// What a tag such as `Do not call`, `opted-out` or `litigator` says.
    static func mark(named tag: String) -> ContactMarks? {
        let name = String(tag.lowercased().unicodeScalars.filter { !" -_".unicodeScalars.contains($0) })
        if ["dnc", "donotcall"].contains(name) { return .doNotCall }
        return names.first { $0.names.contains(name) }?.mark
    }
}
