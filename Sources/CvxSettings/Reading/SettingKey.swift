import CvxDomain
import CvxLanguage
import CvxServices

/// A key of a section: its name, and how its value gets into what is read.
struct SettingKey<Section> {
    typealias Read = (TOMLValue, SettingsContext, inout Section) throws(SettingFault) -> Void

    var name: String
    var read: Read

    init(_ name: String, _ read: @escaping Read) {
        self.name = name
        self.read = read
    }

    static func text(_ name: String, _ place: WritableKeyPath<Section, String?>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            section[keyPath: place] = try value.text(name)
        }
    }

    /// A length of time, in milliseconds.
    static func length(_ name: String, _ place: WritableKeyPath<Section, Int64?>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            section[keyPath: place] = try value.length(name)
        }
    }

    static func length(_ name: String, _ place: WritableKeyPath<Section, Int64>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            section[keyPath: place] = try value.length(name)
        }
    }

    /// A whole number, 0 or more.
    static func count(_ name: String, _ place: WritableKeyPath<Section, Int?>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            section[keyPath: place] = try value.count(name)
        }
    }

    static func flag(_ name: String, _ place: WritableKeyPath<Section, Bool?>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            section[keyPath: place] = try value.flag(name)
        }
    }

    /// A word out of a few.
    static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ place: WritableKeyPath<Section, Word>
    ) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            section[keyPath: place] = try value.word(name)
        }
    }

    /// `key_env` and `key_file`: two places that the one secret may be in.
    static func secret(_ place: WritableKeyPath<Section, SecretSource?>) -> [Self] {
        [
            Self("key_env") { (value, _, section) throws(SettingFault) in
                section[keyPath: place] = .variable(try value.variable("key_env"))
            },
            Self("key_file") { (value, context, section) throws(SettingFault) in
                section[keyPath: place] = .file(context.path(try value.text("key_file")))
            },
        ]
    }

    /// The request of what is asked over the network as the settings say.
    static func request<Slot>(_ place: WritableKeyPath<Section, RequestTemplate<Slot>>) -> [Self] {
        [
            .word("method", place.appending(path: \.method)),
            Self("url") { (value, _, section) throws(SettingFault) in
                section[keyPath: place].url = try value.urlTemplate("url")
            },
            Self("body") { (value, _, section) throws(SettingFault) in
                section[keyPath: place].body = try value.jsonTemplate("body")
            },
        ]
    }

    /// Where something stands in an answer.
    static func path(_ name: String, _ place: WritableKeyPath<Section, AnswerPath?>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            let text = try value.text(name)
            guard let path = AnswerPath(text) else {
                throw SettingFault(
                    message: "`\(text)` is not a place in an answer",
                    help: "names with `.` between them, `[]` behind a list: \"data.contacts[].phone\"")
            }
            section[keyPath: place] = path
        }
    }
}
