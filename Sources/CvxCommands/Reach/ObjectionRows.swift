import CvxDomain
import CvxLanguage
import CvxServices

/// Writes what stands in the way of contacts as rows, and says what there is to say besides.
struct ObjectionRows {
    private let check: ComplianceCheck
    private let host: any VerbHost
    /// Each contact is told of, with the moment at which it opens.
    private let isTold: Bool
    private var batch = RowBatch(width: Verb.contactColumns.count)

    init(_ check: ComplianceCheck, _ host: any VerbHost, isTold: Bool) {
        self.check = check
        self.host = host
        self.isTold = isTold
    }

    mutating func write(
        _ survey: ContactSurvey, _ leads: QueryPlan, into sink: inout any RowSink
    ) throws {
        var (clear, last) = (0, -1)
        try survey.run(leads) { contact in
            if isTold { host.say(remark(contact)) }
            if contact.objections.isEmpty, contact.leadNumber != last {
                clear += 1
                last = contact.leadNumber
            }
            for number in contact.objections { append(contact, check.objections[number]) }
            if batch.rowCount >= 256 {
                try sink.append(batch)
                batch.removeAll()
            }
        }
        if batch.rowCount > 0 { try sink.append(batch) }
        if !isTold { host.say("\(clear) of \(survey.leadCount) leads can be reached") }
    }

    private mutating func append(_ contact: SurveyedContact, _ objection: Objection) {
        contact.leadBytes.withUnsafeBufferPointer { batch.append(.text, bytes: $0) }
        batch.append(.text, text: contact.channel.rawValue)
        if let address = contact.address { batch.append(.text, text: address) } else { batch.appendNull() }
        batch.append(.text, text: objection.origin.id)
        batch.append(.text, text: objection.sentence)
        if let opens = objection.opens {
            batch.append(.instant, int: opens.milliseconds)
        } else {
            batch.appendNull()
        }
        batch.append(.bool, int: objection.canBeOverridden ? 1 : 0)
        batch.append(.text, text: objection.origin.source)
        batch.append(.date, int: objection.origin.date.number)
    }

    /// `sms (480) 555-0156: opens 2026-11-26 08:00 in America/Phoenix`
    private func remark(_ contact: SurveyedContact) -> String {
        let what = [contact.channel.rawValue, contact.address].compactMap(\.self).joined(separator: " ")
        if contact.objections.isEmpty { return "\(what): nothing stands in the way" }
        guard let opens = check.opening(of: contact.facts) else {
            return "\(what): at no time"
        }
        return "\(what): opens \(check.clockText(opens, contact.facts))"
    }
}
