import CvxLanguage
import CvxServices

/// `[providers.NAME]`, with the sections within it.
extension SettingsReader {
    mutating func read(
        _ table: TOMLTable, of name: String, at span: Span, into provider: inout ProviderSettings
    ) {
        let before = diagnostics.count
        let section = "providers.\(name)"
        read(
            table, section, .provider, headers: \.shape.request.headers, answer: (.answer, \.shape.answer),
            into: &provider)
        for entry in table.entries where entry.key.text == "answer" {
            if case .table(let answer) = entry.value.kind { checkItems(answer, provider.shape.answer) }
        }
        if diagnostics.count == before { checkWhole(provider, section, at: span) }
    }

    /// A section of something that is asked over the network: its keys, `headers` and `answer`, each a section itself.
    mutating func read<Section, Slot, Answer>(
        _ table: TOMLTable, _ section: String, _ keys: [SettingKey<Section>],
        headers: WritableKeyPath<Section, [RequestTemplate<Slot>.Header]>,
        answer: (keys: [SettingKey<Answer>], place: WritableKeyPath<Section, Answer>),
        into read: inout Section
    ) {
        var own = table
        own.entries.removeAll { ["headers", "answer"].contains($0.key.text) }
        self.read(own, section, keys, into: &read)
        for entry in table.entries {
            let (key, value) = (entry.key, entry.value)
            guard ["headers", "answer"].contains(key.text) else { continue }
            guard case .table(let inner) = value.kind else {
                report(
                    .settingType, "`\(key.text)` is a section, not \(value.phrase)", at: value.span,
                    help: "write `[\(section).\(key.text)]`, and its settings below")
                continue
            }
            if key.text == "headers" {
                readHeaders(inner, into: &read[keyPath: headers])
            } else {
                self.read(inner, "\(section).answer", answer.keys, into: &read[keyPath: answer.place])
            }
        }
    }

    private mutating func readHeaders<Slot>(
        _ table: TOMLTable, into headers: inout [RequestTemplate<Slot>.Header]
    ) {
        for entry in table.entries {
            do throws(SettingFault) {
                let value: TextTemplate<Slot> = try entry.value.template(entry.key.text)
                headers.removeAll { $0.name == entry.key.text }
                headers.append(.init(entry.key.text, value))
            } catch {
                report(error.code, error.message, at: entry.value.span, help: error.help)
            }
        }
    }

    /// What is said of a phone stands beside it in the same list.
    private mutating func checkItems(_ table: TOMLTable, _ answer: AnswerMapping) {
        for (name, main) in [("phone", answer.phone), ("email", answer.email)] {
            for entry in table.entries where entry.key.text.hasPrefix("\(name)_") {
                guard case .text(let text) = entry.value.kind, let path = AnswerPath(text) else { continue }
                if let main, path.belongs(to: main) { continue }
                report(
                    .settingValue, "`\(entry.key.text)` is not in the list that `\(name)` is in",
                    at: entry.value.span,
                    help: "as `\(name) = \"data[].\(name)\"` and `\(entry.key.text) = \"data[].…\"`")
            }
        }
    }

    private mutating func checkWhole(_ provider: ProviderSettings, _ section: String, at span: Span) {
        let shape = provider.shape
        switch provider.kind {
        case .batchdata:
            if shape != HTTPProvider.Shape() {
                report(
                    .settingValue, "`[\(section)]` says what only a provider of the kind http can be told",
                    at: span, help: "add `kind = \"http\"`")
            }
        case .http:
            if shape.request.url == nil {
                report(
                    .settingValue, "`[\(section)]` has no `url` to ask", at: span,
                    help: "add `url = \"https://…\"`")
            }
            if shape.answer.phone == nil, shape.answer.email == nil {
                report(
                    .settingValue, "nothing says where phones or emails are in the answers of `[\(section)]`",
                    at: span, help: "add `[\(section).answer]` with `phone = \"data.contacts[].phone\"`")
            }
            if provider.isIdempotent, !shape.request.slots.contains(.requestID) {
                report(
                    .settingValue, "`[\(section)]` is idempotent, and its request has no `${request_id}`",
                    at: span, help: "without one the provider cannot know that a request comes again")
            }
        }
    }
}
