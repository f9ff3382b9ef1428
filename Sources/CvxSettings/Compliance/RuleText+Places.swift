extension RuleText {
    /// The states, and the first three digits of their zip codes under the time zones that hold there, as of
    /// 2026-11-25. Where a zone's border runs through such a district, both zones are named.
    static let places = """
        [states]
        AK = "Alaska"
        AL = "Alabama"
        AR = "Arkansas"
        AS = "American Samoa"
        AZ = "Arizona"
        CA = "California"
        CO = "Colorado"
        CT = "Connecticut"
        DC = "District of Columbia"
        DE = "Delaware"
        FL = "Florida"
        GA = "Georgia"
        GU = "Guam"
        HI = "Hawaii"
        IA = "Iowa"
        ID = "Idaho"
        IL = "Illinois"
        IN = "Indiana"
        KS = "Kansas"
        KY = "Kentucky"
        LA = "Louisiana"
        MA = "Massachusetts"
        MD = "Maryland"
        ME = "Maine"
        MI = "Michigan"
        MN = "Minnesota"
        MO = "Missouri"
        MP = "Northern Mariana Islands"
        MS = "Mississippi"
        MT = "Montana"
        NC = "North Carolina"
        ND = "North Dakota"
        NE = "Nebraska"
        NH = "New Hampshire"
        NJ = "New Jersey"
        NM = "New Mexico"
        NV = "Nevada"
        NY = "New York"
        OH = "Ohio"
        OK = "Oklahoma"
        OR = "Oregon"
        PA = "Pennsylvania"
        PR = "Puerto Rico"
        RI = "Rhode Island"
        SC = "South Carolina"
        SD = "South Dakota"
        TN = "Tennessee"
        TX = "Texas"
        UT = "Utah"
        VA = "Virginia"
        VI = "Virgin Islands"
        VT = "Vermont"
        WA = "Washington"
        WI = "Wisconsin"
        WV = "West Virginia"
        WY = "Wyoming"
        [zips.AK]
        "America/Anchorage" = ["996-999"]
        "America/Anchorage America/Adak" = [995]
        [zips.AL]
        "America/Chicago" = ["350-352", "354-369"]
        [zips.AR]
        "America/Chicago" = ["716-729"]
        [zips.AZ]
        "America/Phoenix" = ["850-853", "855-857", 863, 864]
        "America/Phoenix America/Denver" = [859, 860, 865]
        [zips.CA]
        "America/Los_Angeles" = ["900-908", "910-928", "930-961"]
        [zips.CO]
        "America/Denver" = ["800-816"]
        [zips.CT]
        "America/New_York" = ["060-069"]
        [zips.DC]
        "America/New_York" = [200, "202-205"]
        [zips.DE]
        "America/New_York" = ["197-199"]
        [zips.FL]
        "America/Chicago" = [325]
        "America/New_York" = ["320-322", "326-339", 341, 342, 344, 346, 347, 349]
        "America/New_York America/Chicago" = [323, 324]
        [zips.GA]
        "America/New_York" = ["300-319", 398, 399]
        [zips.GU]
        "Pacific/Guam" = [969]
        [zips.HI]
        "Pacific/Honolulu" = [967, 968]
        [zips.IA]
        "America/Chicago" = ["500-516", "520-528"]
        [zips.ID]
        "America/Boise" = ["832-834", 836, 837]
        "America/Los_Angeles" = [838]
        "America/Boise America/Los_Angeles" = [835]
        [zips.IL]
        "America/Chicago" = ["600-620", "622-629"]
        [zips.IN]
        "America/Chicago" = [463, 464]
        "America/Indiana/Indianapolis" = ["460-462", "466-468", "470-474"]
        "America/Indiana/Indianapolis America/Chicago" = [465, 469, "475-479"]
        [zips.KS]
        "America/Chicago" = ["660-662", "664-676", 679]
        "America/Chicago America/Denver" = [677, 678]
        [zips.KY]
        "America/Chicago" = ["420-424"]
        "America/New_York" = [400, "402-418", 425]
        "America/New_York America/Chicago" = [401, 426, 427]
        [zips.LA]
        "America/Chicago" = [700, 701, "703-708", "710-714"]
        [zips.MA]
        "America/New_York" = ["010-027", "055"]
        [zips.MD]
        "America/New_York" = ["206-212", "214-219"]
        [zips.ME]
        "America/New_York" = ["039-049"]
        [zips.MI]
        "America/Detroit" = ["480-497"]
        "America/Detroit America/Menominee" = [498, 499]
        [zips.MN]
        "America/Chicago" = [550, 551, "553-567"]
        [zips.MO]
        "America/Chicago" = [630, 631, "633-641", "644-658"]
        [zips.MS]
        "America/Chicago" = ["386-397"]
        [zips.MT]
        "America/Denver" = ["590-599"]
        [zips.NC]
        "America/New_York" = ["270-289"]
        [zips.ND]
        "America/Chicago" = ["580-584"]
        "America/Chicago America/Denver" = ["585-588"]
        [zips.NE]
        "America/Chicago" = [680, 681, "683-689"]
        "America/Denver" = [693]
        "America/Chicago America/Denver" = ["690-692"]
        [zips.NH]
        "America/New_York" = ["030-038"]
        [zips.NJ]
        "America/New_York" = ["070-089"]
        [zips.NM]
        "America/Denver" = [870, 871, "873-875", "877-884"]
        [zips.NV]
        "America/Los_Angeles" = ["889-891", "893-895", 897]
        "America/Los_Angeles America/Denver" = [898]
        [zips.NY]
        "America/New_York" = ["005", "100-149"]
        [zips.OH]
        "America/New_York" = ["430-459"]
        [zips.OK]
        "America/Chicago" = [730, 731, "734-741", "743-749"]
        [zips.OR]
        "America/Los_Angeles" = ["970-978"]
        "America/Los_Angeles America/Boise" = [979]
        [zips.PA]
        "America/New_York" = ["150-196"]
        [zips.PR]
        "America/Puerto_Rico" = ["006", "007", "009"]
        [zips.RI]
        "America/New_York" = ["028", "029"]
        [zips.SC]
        "America/New_York" = ["290-299"]
        [zips.SD]
        "America/Chicago" = ["570-574"]
        "America/Denver" = [577]
        "America/Chicago America/Denver" = [575, 576]
        [zips.TN]
        "America/Chicago" = ["370-372", 375, "380-385"]
        "America/New_York" = [374, "376-379"]
        "America/New_York America/Chicago" = [373]
        [zips.TX]
        "America/Chicago" = [733, "750-770", "772-797"]
        "America/Denver" = [799, 885]
        "America/Chicago America/Denver" = [798]
        [zips.UT]
        "America/Denver" = ["840-847"]
        [zips.VA]
        "America/New_York" = [201, "220-246"]
        [zips.VI]
        "America/St_Thomas" = ["008"]
        [zips.VT]
        "America/New_York" = ["050-054", "056-059"]
        [zips.WA]
        "America/Los_Angeles" = ["980-986", "988-994"]
        [zips.WI]
        "America/Chicago" = ["530-532", 534, 535, "537-549"]
        [zips.WV]
        "America/New_York" = ["247-268"]
        [zips.WY]
        "America/Denver" = ["820-831"]
        """
}
