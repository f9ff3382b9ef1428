internal import CvxDomain

/// Somebody who lives nowhere, the same each time for the same address: every number is one of 555-0100 to 555-0199,
/// which belong to nobody, every email one of example.com.
struct FictionalPerson {
    struct Phone {
        var number: String
        var type: String
        var isReachable: Bool
        var isDoNotCall: Bool
        var suesCallers: Bool
        /// Of 100.
        var score: Int
    }

    var first: String
    var last: String
    var phones: [Phone]
    var emails: [String]
    var isLitigator: Bool
    var isDeceased: Bool

    /// - Parameters:
    ///   - address: whom the numbers are for, normalized
    ///   - index: of several at the address, from 0
    init(at address: String, index: Int, named name: (first: String, last: String)?, _ chance: SandboxChance)
    {
        let key = "\(address)#\(index)"
        first = name?.first ?? chance.pick(Self.firstNames, "first", key) ?? "Ana"
        last = name?.last ?? chance.pick(Self.lastNames, "last", key) ?? "Example"
        isLitigator = chance.happens(0.01, "litigator", key)
        isDeceased = chance.happens(0.02, "deceased", key)
        let isWithout = index == 0 && chance.happens(0.05, "without", address)
        let count = isWithout ? 0 : 1 + Int(chance.bits("phones", key) % 3)
        phones = (0..<count).map { Self.phone("\(key)#\($0)", chance) }
        let hasEmail = !isWithout && chance.happens(0.6, "email", key)
        let letters = (first + "." + last).lowercased().filter { $0.isASCII && ($0.isLetter || $0 == ".") }
        emails = hasEmail ? ["\(letters)\(chance.bits("box", key) % 100)@example.com"] : []
    }

    private static func phone(_ key: String, _ chance: SandboxChance) -> Phone {
        let line = 100 + chance.bits("line", key) % 100
        return Phone(
            number: "\(chance.pick(areas, "area", key) ?? "480")5550\(line)",
            type: chance.pick(["Mobile", "Mobile", "Land Line", "VoIP"], "type", key) ?? "Mobile",
            isReachable: chance.happens(0.85, "reachable", key),
            isDoNotCall: chance.happens(0.15, "dnc", key), suesCallers: chance.happens(0.01, "sues", key),
            score: 40 + Int(chance.bits("score", key) % 60))
    }

    /// Area codes that exist.
    private static let areas: [String] = [
        "201", "203", "205", "206", "207", "208", "209", "210", "212", "213", "214", "215", "216", "217",
        "218",
        "219", "224", "225", "228", "229", "231", "234", "239", "240", "248", "251", "252", "253", "254",
        "256",
        "260", "262", "267", "269", "270", "276", "281", "301", "302", "303", "304", "305", "307", "308",
        "309",
        "310", "312", "313", "314", "315", "316", "317", "318", "319", "320", "321", "323", "325", "330",
        "334",
        "336", "337", "346", "347", "351", "352", "360", "361", "385", "386", "401", "402", "404", "405",
        "406",
        "407", "408", "409", "410", "412", "413", "414", "415", "417", "419", "423", "424", "425", "430",
        "432",
        "434", "435", "440", "443", "458", "469", "470", "475", "478", "479", "480", "484", "501", "502",
        "503",
        "504", "505", "507", "508", "509", "510", "512", "513", "515", "516", "517", "518", "520", "530",
        "539",
        "540", "541", "551", "559", "561", "562", "563", "567", "570", "571", "573", "574", "575", "580",
        "585",
        "586", "601", "602", "603", "605", "606", "607", "608", "609", "610", "612", "614", "615", "616",
        "617",
        "618", "619", "620", "623", "626", "630", "631", "636", "641", "646", "650", "651", "657", "660",
        "661",
        "662", "678", "681", "682", "701", "702", "703", "704", "706", "707", "708", "712", "713", "714",
        "715",
        "716", "717", "718", "719", "720", "724", "727", "731", "732", "734", "737", "740", "747", "754",
        "757",
        "760", "762", "763", "765", "769", "770", "772", "773", "774", "775", "779", "781", "785", "786",
        "801",
        "802", "803", "804", "805", "806", "808", "810", "812", "813", "814", "815", "816", "817", "818",
        "828",
        "830", "831", "832", "843", "845", "847", "848", "850", "856", "857", "858", "859", "860", "862",
        "863",
        "864", "865", "870", "872", "878", "901", "903", "904", "906", "907", "908", "909", "910", "912",
        "913",
        "914", "915", "916", "917", "918", "919", "920", "925", "928", "929", "931", "936", "937", "938",
        "940",
        "941", "947", "949", "951", "952", "954", "956", "970", "971", "972", "973", "978", "979", "980",
        "985",
    ]
    private static let firstNames = [
        "Ana", "Ben", "Carla", "Dmitri", "Elif", "Frank", "Grace", "Hugo", "Ines", "Jamal", "Keiko", "Liam",
        "Mara", "Noor", "Otis", "Priya", "Quinn", "Rosa", "Sven", "Tara",
    ]
    private static let lastNames = [
        "Abbot", "Brandt", "Castillo", "Dorsey", "Eklund", "Farrow", "Gupta", "Hollis", "Ito", "Jensen",
        "Kowalski", "Lindqvist", "Marsh", "Nkemelu", "Okafor", "Pruitt", "Quill", "Reyes", "Sato", "Thorne",
    ]
}
