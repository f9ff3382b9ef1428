/// The `cvx.toml` that a new workspace begins with: every setting there is, all of them comments.
package enum SettingsTemplate {
    package static let text = """
        # Settings of this workspace. An option of the command line goes before a CVX_… variable, that before
        # this file, and this file before ~/.config/cvx/cvx.toml. Lengths of time are written as in the
        # language: "30s", "5min", "7d". Secrets are never settings: a setting names where they are.

        [stores]            # only where they are elsewhere; paths count from this folder
        # prisma = "prisma/dev.db"
        # leadflow = "data/leadflow.db"
        # skip_trace = "data/skip_trace.db"
        # cvx = "data/cvx_records.db"       # what cvx keeps itself: tags

        [session]
        # time_zone = "America/Phoenix"     # of dates and hours; the system's where it is left out
        # actor = "ana"                     # somebody of the users table, who acts
        # organization = "Acme Homes"       # the only one that is seen and changed
        # max_rows = 40                     # that a table on the screen shows; 0: all
        # lock_timeout = "5s"               # patience with a store that another program has locked
        # timeout = "30min"                 # how long a run may take
        # strict = false                    # true: a store that cannot be read is an error, not a warning

        # [providers.local]
        # contacts = "contacts.csv"         # names or addresses with phones and emails, which local looks at too

        # [providers.batchdata]
        # base_url = "https://api.batchdata.com"
        # key_env = "CVX_BATCHDATA_KEY"     # the variable that holds the key; or key_file = "~/.batchdata-key"
        # price = 0.07                      # dollars for each that is billed
        # billing = "request"               # or "match": only where something was found
        # rate = 4                          # requests a second
        # quota = 100                       # billable attempts a day (UTC)
        # timeout = "15s"
        # cache = "7d"                      # how long an answer is used again
        # version = 1                       # of the API: 1 or 3
        # idempotent = false                # true only where the provider says that it charges one request id once

        # [providers.acme]                  # any other provider that speaks JSON; price, rate, quota … as above
        # kind = "http"
        # method = "POST"                   # GET, POST, PUT
        # url = "https://api.acme.example/find?zip=${zip}"
        # headers = { Authorization = "Bearer ${key}" }
        # body = '{"street": ${street}, "city": ${city}, "first": ${first_name}, "id": "${request_id}"}'
        # key_env = "ACME_KEY"
        # [providers.acme.answer]           # where things are in its answers; [] is each of a list
        # phone = "data.contacts[].phone"
        # phone_do_not_call = "data.contacts[].dnc"   # also _type, _carrier, _valid, _mobile, _confidence
        # email = "data.emails[]"                     # also _type, _valid, _confidence
        # matched = "data.found"                      # also confidence, litigator, deceased, message
        # no_match_status = 404             # where that means that nobody was found

        # [transports.email]                # also sms, call, direct_mail; outbox where nothing is said: kept, sent to nobody
        # kind = "sendmail"                 # any program that takes an email as sendmail does, or http
        # command = ["msmtp", "-t"]
        # from = "Ana <ana@example.com>"
        # rate = 1                          # messages a second
        # timeout = "1min"                  # for one of them

        # [transports.sms]
        # kind = "http"                     # any service that speaks JSON, for email and sms; or twilio, for what is as it
        # account = "AC…"                   # of the kind twilio, which wants from and key_env too, not the rest
        # from = "+1…"
        # key_env = "SMS_TOKEN"             # the variable that holds it; or key_file
        # url = "https://api.acme.example/send"
        # headers = { Authorization = "Bearer ${key}", Idempotency-Key = "${message_id}" }
        # body = '{"to": ${to}, "from": ${from}, "text": ${body}, "ref": "${message_id}"}'
        # answer = { id = "data.id", accepted = "data.ok", message = "error.text" }
        # idempotent = false                # true only where the service says that it sends one message_id once

        # [transports.call]
        # kind = "list"                     # a dialler list (CSV)
        # [transports.direct_mail]
        # kind = "print"                    # letters as HTML, and their addresses as CSV

        [compliance]
        # sender = "Acme Homes, 1 Main St, Phoenix AZ 85034"
        # unsubscribe = "https://example.com/stop?m=${message_id}"   # or "mailto:stop@example.com"
        # rules = "rules.toml"              # rules of one's own, on top of those that `describe rules` shows

        [journal]
        # retention = "2y"                  # how long changes are kept and can be undone; for ever where left out

        # [rights.user]                     # also manager, admin; `describe rights` shows them all
        # bulk_delete = false               # true, false, or how many with one statement
        # bulk_change = 100

        """
}
