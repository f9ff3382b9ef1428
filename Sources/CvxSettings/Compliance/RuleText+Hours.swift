extension RuleText {
    /// When calls and texts may reach somebody, by the clock where they are. Figures of the states are those that the
    /// trade's summaries agree on; where a weekday is not named, `every_day` holds.
    static let hours = """
        [hours.federal]
        every_day = "08:00-21:00"
        source = "47 CFR 64.1200(c)(1)"
        date = "2026-11-25"

        [hours.AL]
        every_day = "08:00-20:00"
        sunday = "closed"
        source = "Ala. Code 8-19A"
        date = "2026-11-25"

        [hours.CT]
        every_day = "09:00-20:00"
        source = "Conn. Gen. Stat. 42-288a"
        date = "2026-11-25"

        [hours.FL]
        every_day = "08:00-20:00"
        source = "Fla. Stat. 501.616(6)(a)"
        date = "2026-11-25"

        [hours.KY]
        every_day = "10:00-21:00"
        source = "Ky. Rev. Stat. 367.46955"
        date = "2026-11-25"

        [hours.LA]
        every_day = "08:00-20:00"
        sunday = "closed"
        source = "La. Rev. Stat. 45:844.11 and following"
        date = "2026-11-25"

        [hours.MA]
        every_day = "08:00-20:00"
        source = "201 CMR 12.00"
        date = "2026-11-25"

        [hours.MD]
        every_day = "08:00-20:00"
        source = "Md. Code, Com. Law 14-4501 and following"
        date = "2026-11-25"

        [hours.MI]
        every_day = "09:00-21:00"
        source = "Mich. Comp. Laws 445.111 and following"
        date = "2026-11-25"

        [hours.MN]
        every_day = "09:00-21:00"
        source = "Minn. Stat. 325E.30"
        date = "2026-11-25"

        [hours.MS]
        every_day = "08:00-20:00"
        sunday = "closed"
        source = "Miss. Code 77-3-701 and following"
        date = "2026-11-25"

        [hours.NM]
        every_day = "09:00-21:00"
        source = "N.M. Stat. 57-12-22"
        date = "2026-11-25"

        [hours.NV]
        every_day = "09:00-20:00"
        source = "Nev. Rev. Stat. 599B"
        date = "2026-11-25"

        [hours.OK]
        every_day = "08:00-20:00"
        source = "Okla. Stat. tit. 15, 775C.4"
        date = "2026-11-25"

        # No hours are given for the weekend, so it counts as closed.
        [hours.RI]
        every_day = "09:00-18:00"
        saturday = "closed"
        sunday = "closed"
        source = "R.I. Gen. Laws 5-61-3.6"
        date = "2026-11-25"

        [hours.TX]
        every_day = "09:00-21:00"
        sunday = "12:00-21:00"
        source = "Tex. Bus. & Com. Code 301.051"
        date = "2026-11-25"

        [hours.WA]
        every_day = "08:00-20:00"
        source = "Wash. Rev. Code 80.36.390"
        date = "2026-11-25"
        """

    /// How often, which words end it, how long a list holds.
    static let limits = """
        # On one subject; a contact whose subject is unknown counts for every one.
        [frequency.FL]
        contacts = 3
        within = "24h"
        source = "Fla. Stat. 501.616(6)(b)"
        date = "2026-11-25"

        [frequency.MD]
        contacts = 3
        within = "24h"
        source = "Md. Code, Com. Law 14-4501 and following"
        date = "2026-11-25"

        [frequency.OK]
        contacts = 3
        within = "24h"
        source = "Okla. Stat. tit. 15, 775C.4"
        date = "2026-11-25"

        # `required`: without the list nobody is called or texted who has not agreed to it.
        [lists.national]
        max_age = "31d"
        required = false
        source = "47 CFR 64.1200(c)(2)(i)(D)"
        date = "2026-11-25"

        [lists.house]
        keep = "5y"
        source = "47 CFR 64.1200(d)(6)"
        date = "2026-11-25"

        # An answer that is one of these words and nothing else ends contact, or takes that back.
        [answers.stop]
        words = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
        source = "47 CFR 64.1200(a)(10)"
        date = "2026-11-25"

        [answers.start]
        words = ["START", "UNSTOP"]
        source = "CTIA Messaging Principles"
        date = "2026-11-25"
        """
}
