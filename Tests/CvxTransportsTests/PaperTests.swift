import CvxDomain
import CvxServices
import CvxTransports
import Testing

/// Letters to print and lists to dial.
@Suite struct PaperTests {
    private func papers(_ folder: ScratchFolder, _ channel: Channel, day: Day = Day(number: 20_418))
        -> any Transport
    {
        var settings = TransportSettings()
        settings.kind = channel == .call ? .list : .print
        var compliance = ComplianceSettings()
        compliance.sender = "Acme & Sons, 1 Main St, Phoenix AZ 85034"
        return factory(folder, [channel.rawValue: settings], compliance, day: day).make(channel)
    }

    private static func letter(_ id: String, name: String? = "Ana <b>Díaz</b>", body: String = "Hi")
        -> OutgoingMessage
    {
        message(
            id, .directMail, to: "12 Oak St Apt 4\nPhoenix, AZ 85034", name: name, subject: "Your \"house\"",
            body: body)
    }

    @Test func lettersAreReadyToPrint() throws {
        let folder = try ScratchFolder()
        let transport = papers(folder, .directMail)
        #expect(!transport.isReal && transport.honoursMessageID)
        let body = "Dear Ana,\n<script>alert('1')</script> & \u{7} 🏡"
        #expect(
            send([Self.letter("a", body: body), Self.letter("b", name: nil)], by: transport) == [
                .sent(id: nil), .sent(id: nil),
            ])
        try transport.flush()
        #expect(folder.names("data/outbox") == ["mail-spring-2025-11-26"])
        let page = try folder.text("data/outbox/mail-spring-2025-11-26/letters.html")
        #expect(
            page.hasSuffix(
                """
                </style></head><body>
                <section id="a"><address class="from">Acme &amp; Sons&#10;1 Main St&#10;Phoenix AZ 85034</address>\
                <address class="to">Ana &lt;b&gt;Díaz&lt;/b&gt;&#10;12 Oak St Apt 4&#10;Phoenix, AZ 85034</address>\
                <h1>Your &quot;house&quot;</h1><div class="text">Dear Ana,&#10;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; \
                &amp;  🏡</div></section>
                <section id="b"><address class="from">Acme &amp; Sons&#10;1 Main St&#10;Phoenix AZ 85034</address>\
                <address class="to">12 Oak St Apt 4&#10;Phoenix, AZ 85034</address>\
                <h1>Your &quot;house&quot;</h1><div class="text">Hi</div></section>

                """))
        #expect(
            try folder.text("data/outbox/mail-spring-2025-11-26/letters.csv") == """
                id,name,address,street,city,state,zip,lead,store,subject,body,test
                a,Ana <b>Díaz</b>,"12 Oak St Apt 4
                Phoenix, AZ 85034",12 Oak St Apt 4,Phoenix,AZ,85034,l1,prisma,"Your ""house""\","Dear Ana,
                <script>alert('1')</script> & \u{7} 🏡",
                b,,"12 Oak St Apt 4
                Phoenix, AZ 85034",12 Oak St Apt 4,Phoenix,AZ,85034,l1,prisma,"Your ""house""\",Hi,

                """)
    }

    @Test func anAddressInOneLineIsBrokenAsOnAnEnvelope() throws {
        let folder = try ScratchFolder()
        let one = message("a", .directMail, to: "12 Oak St, Apt 4, Phoenix, AZ 85034")
        _ = send([one], by: papers(folder, .directMail))
        let page = try folder.text("data/outbox/mail-spring-2025-11-26/letters.html")
        #expect(page.contains("<address class=\"to\">12 Oak St, Apt 4&#10;Phoenix, AZ 85034</address>"))
    }

    @Test func aLetterIsWrittenOnceWhateverTheDay() throws {
        let folder = try ScratchFolder()
        let odd = "a,\"b\"\n"
        _ = send([Self.letter("a"), Self.letter(odd)], by: papers(folder, .directMail))
        let next = Day(number: 20_419)
        _ = send(
            [Self.letter(odd), Self.letter("c"), Self.letter("a")], by: papers(folder, .directMail, day: next)
        )
        for name in ["letters.csv", "letters.html"] {
            let text = try folder.text("data/outbox/mail-spring-2025-11-27/\(name)")
            #expect(text.contains("c,Ana") || text.contains("id=\"c\""))
            #expect(!text.contains("b\"") && !text.contains("a,Ana") && !text.contains("id=\"a"))
        }
    }

    @Test func halfARecordIsCutOff() throws {
        let folder = try ScratchFolder()
        let messages = (0..<3).map { Self.letter("\($0)", body: "two\n\"lines\"") }
        _ = send(messages, by: papers(folder, .directMail))
        for name in ["letters.csv", "letters.html"] {
            let path = "data/outbox/mail-spring-2025-11-26/\(name)"
            let whole = try folder.text(path)
            for cut in stride(from: 1, to: whole.utf8.count, by: 23) {
                try folder.write(String(decoding: whole.utf8.prefix(cut), as: UTF8.self), to: path)
                _ = send(messages, by: papers(folder, .directMail))
                #expect(try folder.text(path) == whole)
            }
        }
    }

    @Test func aDiallerListHasANumberALine() throws {
        let folder = try ScratchFolder()
        var call = message(
            "x", .call, to: "4805550101", name: "O'Neil, Bo", subject: "", body: "Say hi,\nthen listen")
        call.propertyAddress = "12 Oak St, Phoenix, AZ"
        call.hours = CallingHours(
            zones: ["America/Phoenix", "America/Denver"], now: 600, opens: 480, closes: 1_200)
        let bare = message("y", .call, to: "4805550102", name: nil, subject: "", body: "Hi")
        _ = send([call, bare], by: papers(folder, .call))
        #expect(
            try folder.text("data/outbox/call-spring-2025-11-26/numbers.csv") == """
                id,number,name,lead,store,script,test,address,zone,opens,closes
                x,+14805550101,"O'Neil, Bo",l1,prisma,"Say hi,
                then listen",,"12 Oak St, Phoenix, AZ",America/Phoenix or America/Denver,08:00,20:00
                y,+14805550102,,l1,prisma,Hi,,,,,

                """)
    }

    @Test func campaignsThatLookAlikeAreTwo() throws {
        let folder = try ScratchFolder()
        let transport = papers(folder, .call)
        for campaign in ["Fall / 25", "fall-25", "fall / 25", "../../etc"] {
            var call = message("x", .call, to: "4805550101")
            call.campaign = campaign
            #expect(send([call], by: transport) == [.sent(id: nil)])
        }
        let names = folder.names("data/outbox")
        #expect(names.count == 4)
        #expect(names.contains("call-fall-25-2025-11-26"))
        #expect(
            names.allSatisfy { name in
                name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            })
    }
}
