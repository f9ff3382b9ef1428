/// A city with what belongs together there: zip codes, area codes, time zone, county.
struct SamplePlace: Sendable {
    var city: String
    var state: String
    var zips: [String]
    var areaCodes: [String]
    var timezone: String
    var county: String
    /// Thousands of dollars, rough.
    var medianValue: Double

    private init(
        _ city: String, _ state: String, _ zips: String, _ areaCodes: String, _ timezone: String,
        _ county: String, _ medianValue: Double
    ) {
        self.city = city
        self.state = state
        self.zips = zips.split(separator: " ").map(String.init)
        self.areaCodes = areaCodes.split(separator: " ").map(String.init)
        self.timezone = timezone
        self.county = county
        self.medianValue = medianValue
    }

    static let all: [SamplePlace] = [
        SamplePlace(
            "Phoenix", "AZ", "85003 85004 85006 85008 85014 85016 85018 85032", "602 480 623",
            "America/Phoenix", "Maricopa", 410),
        SamplePlace("Mesa", "AZ", "85201 85202 85203 85204", "480", "America/Phoenix", "Maricopa", 390),
        SamplePlace(
            "Los Angeles", "CA", "90004 90011 90019 90026 90042", "213 323", "America/Los_Angeles",
            "Los Angeles", 880),
        SamplePlace(
            "Long Beach", "CA", "90802 90805 90806", "562", "America/Los_Angeles", "Los Angeles", 760),
        SamplePlace(
            "San Diego", "CA", "92101 92104 92115", "619 858", "America/Los_Angeles", "San Diego", 870),
        SamplePlace("Sacramento", "CA", "95811 95820 95823", "916", "America/Los_Angeles", "Sacramento", 470),
        SamplePlace("Las Vegas", "NV", "89101 89108 89121", "702 725", "America/Los_Angeles", "Clark", 400),
        SamplePlace("Denver", "CO", "80204 80205 80219", "303 720", "America/Denver", "Denver", 540),
        SamplePlace(
            "Salt Lake City", "UT", "84102 84104 84116", "801 385", "America/Denver", "Salt Lake", 520),
        SamplePlace("Seattle", "WA", "98103 98118 98144", "206", "America/Los_Angeles", "King", 820),
        SamplePlace("Tacoma", "WA", "98404 98408", "253", "America/Los_Angeles", "Pierce", 460),
        SamplePlace(
            "Portland", "OR", "97202 97206 97217", "503 971", "America/Los_Angeles", "Multnomah", 530),
        SamplePlace("Dallas", "TX", "75208 75216 75217", "214 972", "America/Chicago", "Dallas", 310),
        SamplePlace("Fort Worth", "TX", "76104 76112", "817", "America/Chicago", "Tarrant", 290),
        SamplePlace("Houston", "TX", "77004 77021 77033", "713 281 832", "America/Chicago", "Harris", 270),
        SamplePlace("San Antonio", "TX", "78201 78207 78221", "210", "America/Chicago", "Bexar", 240),
        SamplePlace("Austin", "TX", "78702 78741 78744", "512", "America/Chicago", "Travis", 520),
        SamplePlace("Oklahoma City", "OK", "73106 73111 73119", "405", "America/Chicago", "Oklahoma", 190),
        SamplePlace("Kansas City", "MO", "64109 64127 64130", "816", "America/Chicago", "Jackson", 220),
        SamplePlace("St. Louis", "MO", "63107 63115 63116", "314", "America/Chicago", "St. Louis City", 170),
        SamplePlace("Minneapolis", "MN", "55407 55411 55412", "612", "America/Chicago", "Hennepin", 310),
        SamplePlace("Chicago", "IL", "60617 60620 60628 60636", "773 312", "America/Chicago", "Cook", 280),
        SamplePlace("Milwaukee", "WI", "53206 53208 53210", "414", "America/Chicago", "Milwaukee", 190),
        SamplePlace(
            "Indianapolis", "IN", "46201 46203 46218", "317", "America/Indiana/Indianapolis", "Marion", 200),
        SamplePlace("Detroit", "MI", "48204 48205 48221 48228", "313", "America/Detroit", "Wayne", 110),
        SamplePlace("Cleveland", "OH", "44102 44105 44120", "216", "America/New_York", "Cuyahoga", 120),
        SamplePlace("Columbus", "OH", "43204 43205 43211", "614", "America/New_York", "Franklin", 240),
        SamplePlace("Pittsburgh", "PA", "15206 15210 15221", "412", "America/New_York", "Allegheny", 200),
        SamplePlace(
            "Philadelphia", "PA", "19120 19132 19140 19143", "215 267", "America/New_York", "Philadelphia",
            220),
        SamplePlace("Camden", "NJ", "08103 08104 08105", "856", "America/New_York", "Camden", 140),
        SamplePlace("Cherry Hill", "NJ", "08002 08034", "856", "America/New_York", "Camden", 400),
        SamplePlace("Newark", "NJ", "07103 07106 07112", "973", "America/New_York", "Essex", 370),
        SamplePlace("Brooklyn", "NY", "11203 11207 11236", "718 347", "America/New_York", "Kings", 720),
        SamplePlace("Jamaica", "NY", "11432 11434", "718 347", "America/New_York", "Queens", 610),
        SamplePlace("Boston", "MA", "02118 02124 02126", "617", "America/New_York", "Suffolk", 690),
        SamplePlace(
            "Baltimore", "MD", "21206 21213 21215 21217", "410 443", "America/New_York", "Baltimore City", 180
        ),
        SamplePlace("Atlanta", "GA", "30310 30311 30314 30315", "404 678", "America/New_York", "Fulton", 330),
        SamplePlace("Charlotte", "NC", "28205 28208 28216", "704", "America/New_York", "Mecklenburg", 370),
        SamplePlace("Nashville", "TN", "37206 37207 37211", "615", "America/Chicago", "Davidson", 430),
        SamplePlace("Memphis", "TN", "38106 38109 38114 38127", "901", "America/Chicago", "Shelby", 130),
        SamplePlace("Birmingham", "AL", "35204 35208 35211", "205", "America/Chicago", "Jefferson", 120),
        SamplePlace("New Orleans", "LA", "70114 70117 70126", "504", "America/Chicago", "Orleans", 230),
        SamplePlace("Jacksonville", "FL", "32206 32208 32209 32210", "904", "America/New_York", "Duval", 250),
        SamplePlace("Miami", "FL", "33127 33142 33147", "305 786", "America/New_York", "Miami-Dade", 530),
        SamplePlace("Tampa", "FL", "33604 33605 33610", "813", "America/New_York", "Hillsborough", 340),
        SamplePlace("St. Petersburg", "FL", "33705 33712", "727", "America/New_York", "Pinellas", 320),
        SamplePlace("Orlando", "FL", "32805 32808 32811", "407", "America/New_York", "Orange", 330),
    ]
}
