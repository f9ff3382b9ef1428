internal import CvxDomain
internal import CvxServices

extension CampaignFiles.Kind {
    /// Whom to call, as dialling programs read it: the message's text is what is said.
    static var diallerList: Self {
        Self(
            name: "numbers.csv",
            columns: [
                "id", "number", "name", "lead", "store", "script", "test", "address", "zone", "opens",
                "closes",
            ]
        ) { message in
            // The hours are those of the first zone's clock; a person who may be in several is called while all are open.
            let hours = message.hours.map {
                [
                    $0.zones.joined(separator: " or "), CallingHours.clock($0.opens),
                    CallingHours.clock($0.closes),
                ]
            }
            return [
                message.id, message.address, message.recipientName ?? "", message.lead.id,
                message.lead.store.rawValue, message.body, message.isTest ? "test" : "",
                message.propertyAddress ?? "",
            ] + (hours ?? ["", "", ""])
        }
    }

    /// What printers of letters take: the address as it stands on the envelope, and in its parts where it has them.
    static var addresses: Self {
        Self(
            name: "letters.csv",
            columns: [
                "id", "name", "address", "street", "city", "state", "zip", "lead", "store", "subject", "body",
                "test",
            ]
        ) { message in
            let lines = message.recipient.split(whereSeparator: \.isNewline)
            let parts = PostalAddress(lines.joined(separator: ", "))
            return [
                message.id, message.recipientName ?? "", lines.joined(separator: "\n"), parts?.street ?? "",
                parts?.city ?? "", parts?.state ?? "", parts?.zip ?? "", message.lead.id,
                message.lead.store.rawValue, message.subject, message.body, message.isTest ? "test" : "",
            ]
        }
    }

    /// - Parameter sender: on every letter; nil: nobody
    static func letters(from sender: String?) -> Self {
        Self(name: "letters.html", format: LetterPage.format) { LetterPage.letter($0, sender: sender) }
    }

    private init(name: String, columns: [String], _ fields: @escaping (OutgoingMessage) -> [String]) {
        self.init(
            name: name,
            format: RecordFormat(
                head: DelimitedLine.bytes(columns), idEnd: UInt8(ascii: ","), isQuoted: true)
        ) { DelimitedLine.bytes(fields($0)) }
    }
}

extension CampaignFiles.Summary {
    /// The letters as a PDF to print.
    ///
    /// - Parameter sender: on every letter; nil: nobody
    static func letters(from sender: String?) -> Self {
        Self(name: "letters.pdf", source: "letters.csv") { source, path in
            let made = try LetterPDF.make(from: source, to: path, sender: sender)
            guard let first = made.leftOut.first else { return [] }
            let count = made.leftOut.count
            return [
                "\(count) of \(count + made.letters) letters \(count == 1 ? "is" : "are") in letters.html alone, as the fonts of the PDF lack a character: \(first.id) has `\(first.character)`"
            ]
        }
    }
}
