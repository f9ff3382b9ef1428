import CvxServices
import CvxTransports
import Glibc
import Testing

/// Programs that take emails as sendmail does, and some that fail in each of the ways that these have.
@Suite struct SendmailTests {
    private func transport(
        _ folder: ScratchFolder, _ script: String, arguments: [String] = [], timeout: Int64 = 20_000
    ) throws -> any Transport {
        // The shell by another name: a file that was just written cannot be started while a process that another test
        // is just starting still has it open.
        symlink("/bin/sh", "\(folder.path)/mailer")
        let words = ["\(folder.path)/mailer", "-c", script, "mailer"]
        return make(folder, words + arguments, timeout: timeout)
    }

    private func make(_ folder: ScratchFolder, _ command: [String], timeout: Int64 = 20_000) -> any Transport
    {
        var settings = TransportSettings()
        settings.kind = .sendmail
        settings.command = command
        settings.from = "Ana <ana@acme.example>"
        settings.timeout = timeout
        return factory(folder, ["email": settings]).make(.email)
    }

    @Test func theProgramGetsEachEmailWholeAndOnce() throws {
        let folder = try ScratchFolder()
        // What stands in an argument is no shell's to read.
        let odd = "$(touch \(folder.path)/broken); *"
        let transport = try transport(
            folder,
            """
            test "$1" = -t || exit 64
            test "$2" = '\(odd)' || exit 64
            cat > "$(mktemp \(folder.path)/mail.XXXXXX)"
            """, arguments: ["-t", odd])
        #expect(transport.name == "mailer" && transport.isReal && !transport.honoursMessageID)
        let long = String(repeating: "A line of a letter that is long. 🏡\n", count: 5_000)
        let messages = (0..<20).map {
            message("m\($0)", to: "o\($0)@example.com", body: $0 == 7 ? long : "\($0)")
        }
        #expect(send(messages, by: transport).allSatisfy { $0 == .sent(id: nil) })
        try transport.flush()
        let mails = try folder.names("").filter { $0.hasPrefix("mail.") }.map {
            try ParsedEmail(folder.bytes($0))
        }
        #expect(Set(mails.map { $0["To"] }) == Set(messages.map(\.recipient)))
        #expect(mails.count == 20)
        let seventh = try #require(mails.first { $0["To"] == "o7@example.com" })
        #expect(String(decoding: seventh.body, as: UTF8.self) == long)
        #expect(access("\(folder.path)/broken", F_OK) != 0)
    }

    private static let unknown = "nobody knows whether the message has left"

    @Test(arguments: [
        ("cat >/dev/null; echo 'no such user' >&2; exit 67", SendResult.refused("no such user")),
        ("exit 65", .refused("mailer ended with 65, which means wrong data")),
        ("echo busy >&2; exit 75", .failed("busy", after: nil)),
        ("exit 68", .failed("mailer ended with 68, which means that a host is not known", after: nil)),
        ("echo 'account default not found' >&2; exit 78", .stopped("account default not found")),
        ("exit 69", .stopped("mailer ended with 69, which means that it cannot send as it is set up")),
        ("exit 1", .uncertain("mailer ended with 1, and does not say whether the message has left")),
        ("kill -9 $$", .uncertain("mailer was ended by signal 9, and \(unknown)")),
        ("exec sleep 60", .uncertain("mailer did not end within 1500 ms, and \(unknown)")),
        // Not even those that it has started stay.
        ("sleep 60 & sleep 60", .uncertain("mailer did not end within 1500 ms, and \(unknown)")),
        // It ends while what it has started still holds its errors open.
        ("sleep 60 2>&2 & exit 0", .sent(id: nil)),
        ("exec 2>&-; sleep 0.1; exit 0", .sent(id: nil)),
        ("printf '\\033[31mred\\007\\n' >&2; exit 67", .refused("[31mred")),
        (
            "echo 'password hunter2hunter2hunter2 is wrong' >&2; exit 77",
            .stopped("password [redacted] is wrong")
        ),
    ])
    func itsEndSaysWhatBecameOfTheMessage(_ script: String, _ expected: SendResult) throws {
        let folder = try ScratchFolder()
        let transport = try transport(folder, script, timeout: 1_500)
        #expect(send([message()], by: transport) == [expected])
    }

    @Test func manyWordsAreCutAndStopNothing() throws {
        let folder = try ScratchFolder()
        let transport = try transport(folder, "head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 67")
        guard case .refused(let reason)? = send([message()], by: transport)[0] else {
            Issue.record("not refused")
            return
        }
        #expect(reason.utf8.count <= 300)
    }

    @Test func aProgramThatIsNotThereStops() throws {
        let folder = try ScratchFolder()
        #expect(
            send([message()], by: make(folder, ["no-such-mailer-555"])) == [
                .stopped("no-such-mailer-555 cannot be started: No such file or directory")
            ])
        try folder.write("x", to: "data.txt")
        #expect(
            send([message()], by: make(folder, ["\(folder.path)/data.txt"])) == [
                .stopped("\(folder.path)/data.txt cannot be started: Permission denied")
            ])
        let wrong = message(to: "a@example.com\r\nBcc: b@example.com")
        guard case .refused? = send([wrong], by: make(folder, ["/bin/false"]))[0] else {
            Issue.record("not refused")
            return
        }
    }

    @Test func saysWhatItLacks() throws {
        let folder = try ScratchFolder()
        var settings = TransportSettings()
        #expect(factory(folder, ["email": settings]).problems(.email).isEmpty)
        settings.kind = .sendmail
        settings.command = ["msmtp", "-t"]
        #expect(
            factory(folder, ["email": settings]).problems(.email).map(\.message) == [
                "nobody is said to send emails", "no email may leave without a postal address",
                "no email may leave without a way to opt out",
            ])
        settings.from = "ana@acme.example"
        var compliance = ComplianceSettings()
        compliance.sender = "Acme Homes, 1 Main St, Phoenix AZ 85034"
        compliance.unsubscribe = "mailto:stop@acme.example"
        #expect(factory(folder, ["email": settings], compliance).problems(.email).isEmpty)
        var texts = TransportSettings()
        texts.kind = .twilio
        texts.account = "AC1"
        #expect(
            factory(folder, ["sms": texts]).problems(.sms).map(\.message) == [
                "no number is said to send texts from", "`[transports.sms]` has no key",
            ])
        texts.from = "+16025550100"
        #expect(
            factory(folder, ["sms": texts], secret: "t").problems(.sms).map(\.message) == [
                "`[transports.sms]` has no key"
            ])
        texts.key = .variable("T")
        #expect(factory(folder, ["sms": texts], secret: "t").problems(.sms).isEmpty)
    }
}
