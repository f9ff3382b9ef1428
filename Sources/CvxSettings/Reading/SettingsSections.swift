import CvxDomain
import CvxLanguage
import CvxServices

// The keys of each section, in the order that help and messages list them.

extension [SettingKey<[StoreRole: String]>] {
    static var stores: Self {
        StoreRole.allCases.map { role in
            SettingKey(role.rawValue) { (value, context, stores) throws(SettingFault) in
                let text = try value.text(role.rawValue)
                stores[role] = SettingsContext.expanding(text, home: context.home)
            }
        }
    }
}

extension [SettingKey<Settings.Session>] {
    static var session: Self {
        [
            SettingKey("time_zone") { (value, context, session) throws(SettingFault) in
                let zone = try value.text("time_zone")
                guard context.isZone(zone) else {
                    throw SettingFault(
                        message: "there is no time zone `\(zone)`", help: "write one as \"America/Phoenix\"")
                }
                session.timeZone = zone
            },
            .text("actor", \.actor),
            .text("organization", \.organization),
            .count("max_rows", \.maxRows),
            .length("lock_timeout", \.lockTimeout),
            .length("timeout", \.timeout),
            .flag("strict", \.isStrict),
        ]
    }
}

extension [SettingKey<ProviderSettings>] {
    static var provider: Self {
        [
            .word("kind", \.kind),
            SettingKey("version") { (value, _, provider) throws(SettingFault) in
                let version = try value.count("version")
                guard [1, 3].contains(version) else {
                    throw SettingFault(message: "`version` is 1 or 3, as in `/api/v1`")
                }
                provider.version = version
            },
            SettingKey("idempotent") { (value, _, provider) throws(SettingFault) in
                provider.isIdempotent = try value.flag("idempotent")
            },
            SettingKey("base_url") { (value, _, provider) throws(SettingFault) in
                provider.baseURL = try value.url("base_url")
            },
        ] + SettingKey.secret(\.key) + [
            SettingKey("price") { (value, _, provider) throws(SettingFault) in
                provider.price = try value.money("price")
            },
            .word("billing", \.billing),
            SettingKey("rate") { (value, _, provider) throws(SettingFault) in
                provider.rate = try value.rate("rate")
            },
            .count("quota", \.quota),
            .length("timeout", \.timeout),
            .length("cache", \.cache),
        ] + SettingKey.request(\.shape.request)
    }
}

extension [SettingKey<LocalSettings>] {
    static var local: Self {
        [
            SettingKey("contacts") { (value, context, local) throws(SettingFault) in
                local.contacts = context.path(try value.text("contacts"))
            }
        ]
    }
}

extension [SettingKey<ComplianceSettings>] {
    static var compliance: Self {
        [
            .text("sender", \.sender),
            SettingKey("unsubscribe") { (value, _, compliance) throws(SettingFault) in
                let text = try value.text("unsubscribe")
                guard text.hasPrefix("https://") || text.hasPrefix("mailto:"),
                    !text.contains(where: { $0.isWhitespace || $0 == "<" || $0 == ">" })
                else {
                    throw SettingFault(
                        message: "`\(text)` is not an address to opt out at",
                        help: "write \"https://…\" or \"mailto:…\"")
                }
                let _: TextTemplate<MessageSlot> = try value.template("unsubscribe")
                compliance.unsubscribe = text
            },
            SettingKey("rules") { (value, context, compliance) throws(SettingFault) in
                compliance.rules = context.path(try value.text("rules"))
            },
        ]
    }
}

extension [SettingKey<JournalSettings>] {
    static var journal: Self { [.length("retention", \.retention)] }
}

extension [SettingKey<Rights>] {
    static func rights(of role: Role) -> Self {
        Right.allCases.map { right in
            SettingKey(right.rawValue) { (value, _, rights) throws(SettingFault) in
                rights.set(right, of: role, to: try value.grant(right))
            }
        }
    }
}
