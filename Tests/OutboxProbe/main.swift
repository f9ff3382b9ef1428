import CvxDomain
import CvxServices
import CvxTransports
import Glibc

// Hands numbered messages to the outbox of a folder, in groups as a campaign does, and says each group that is safe:
// OutboxProbe FOLDER email|sms COUNT

struct NoNetwork: Error {}

func say(_ line: String, on descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    _ = write(descriptor, bytes, bytes.count)
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let channel = Channel(rawValue: arguments[2]), let count = Int(arguments[3])
else {
    exit(2)
}
let factory = TransportFactory(
    settings: [:], compliance: ComplianceSettings(), folder: arguments[1],
    surroundings: .init(
        now: { Instant(milliseconds: 1_764_000_000_000) }, today: { Day(number: 20_418) },
        client: { throw NoNetwork() },
        secret: { _ in nil },
        environment: { [:] }))
let transport = factory.make(channel)
let body = String(
    repeating: "Would you sell the house at 12 Oak St? I buy as it is – and pay cash.\n", count: 8)
var number = 0
while number < count {
    let end = min(number + transport.width, count)
    while number < end {
        transport.start(
            OutgoingMessage(
                id: "m\(number)", channel: channel, campaign: "probe",
                lead: RowKey(store: .prisma, id: "l\(number)"),
                recipient: channel == .email ? "owner\(number)@example.com" : "4805550100",
                recipientName: "Ana",
                subject: "Your house, owner \(number)", body: body), tag: number)
        number += 1
    }
    for (tag, result) in transport.wait(milliseconds: 1_000) where result != .sent(id: nil) {
        say("\(tag): \(result)", on: STDERR_FILENO)
        exit(1)
    }
    try transport.flush()
    say("\(number)", on: STDOUT_FILENO)
}
