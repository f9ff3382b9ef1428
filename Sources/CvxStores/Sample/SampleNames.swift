/// Words that owners, streets and staff are made of.
enum SampleNames {
    static let first = words(
        """
        James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard Susan
        Joseph Jessica Thomas Karen Charles Sarah Daniel Nancy Matthew Lisa Anthony Betty Mark Sandra Donald
        Ashley Steven Kimberly Andrew Donna Paul Emily Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy
        George Melissa Terrence Deborah Ronald Stephanie Luis Rosa Carlos Guadalupe Hector Ximena Wei Mei Hiroshi
        Priya Anil Fatima Omar Svetlana José Zoë Renée Søren Łukasz Beyoncé Siobhán Nguyệt
        """)
    static let last = words(
        """
        Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson
        Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
        Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall
        Rivera Campbell Mitchell Carter Roberts O'Brien McDonald MacLeod D'Angelo O'Neill Núñez Peña Müller
        Kowalski Patel Kim Chen Okafor Haddad Yamamoto Bjørnsen Van-Dyke Saint-Pierre
        """)
    static let streets = words(
        """
        Main Oak Maple Cedar Elm Pine Washington Lincoln Jefferson Franklin Park Lake Hill Walnut Chestnut Spruce
        Sunset Highland River Church Mill Spring Ridge Meadow Forest Ardmore Monroe Jackson Adams Madison Garfield
        Cleveland Euclid Magnolia Dogwood Juniper Willow Poplar Sycamore Laurel Birch Hickory Locust Prospect
        Central Broad Market Union Liberty Delaware Carroll Fulton Warren Clinton Camelback Thomas Indian
        """)
    static let numbered = words("1st 2nd 3rd 4th 5th 7th 9th 12th 15th 19th 24th 33rd 42nd 67th 71st 103rd")
    /// The usual abbreviation, and the word.
    static let suffixes = [
        ("St", "Street"), ("Ave", "Avenue"), ("Dr", "Drive"), ("Ln", "Lane"), ("Rd", "Road"), ("Ct", "Court"),
        ("Blvd", "Boulevard"), ("Way", "Way"), ("Pl", "Place"), ("Ter", "Terrace"),
    ]
    static let directions = [("N", "North"), ("S", "South"), ("E", "East"), ("W", "West")]
    static let firms = [
        "Holdings", "Properties", "Investments", "Homes", "Realty Group", "Capital", "Rentals",
    ]

    private static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
