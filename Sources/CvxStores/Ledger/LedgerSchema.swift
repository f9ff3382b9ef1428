extension OwnSchema {
    /// Of the ledger, `data/cvx_ledger.db`: what reaches outside is written down here before it happens.
    static let ledger = OwnSchema(
        holds: "the ledger", migrations: [traces, sends, askedQuestions, overrides, results],
        // A campaign of 100,000 writes rows all over its indexes.
        cache: 16_000)

    private static let overrides = """
        -- Rules that somebody set aside for one message.
        CREATE TABLE overrides (
          id INTEGER PRIMARY KEY,
          campaign TEXT NOT NULL,
          actor TEXT NOT NULL,
          rule TEXT NOT NULL,
          source TEXT NOT NULL,
          -- The rule's own date: days since 1970-01-01.
          rule_date INTEGER NOT NULL,
          -- Where the rule stands.
          file TEXT NOT NULL,
          reason TEXT NOT NULL,
          lead TEXT NOT NULL,
          channel TEXT NOT NULL,
          address TEXT,
          at INTEGER NOT NULL,
          local_time TEXT NOT NULL,
          zone_source TEXT NOT NULL
        );
        CREATE INDEX overrides_campaign ON overrides(campaign);
        """

    private static let results = """
        -- What is known to have become of a message that left, a word of message_status; null: that it left.
        ALTER TABLE sends ADD COLUMN result TEXT;
        """

    private static let sends = """
        -- What campaigns have that the product's own table has no place for.
        CREATE TABLE campaign_plans (
          campaign TEXT PRIMARY KEY NOT NULL,
          -- A question in the language; null for a list.
          audience TEXT,
          -- Thousandths of a message a second.
          throttle INTEGER,
          most INTEGER,
          -- Minutes of the day.
          from_minute INTEGER,
          until_minute INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE campaign_lists (
          campaign TEXT NOT NULL,
          position INTEGER NOT NULL,
          store TEXT NOT NULL,
          lead TEXT NOT NULL,
          PRIMARY KEY (campaign, position)
        ) WITHOUT ROWID;
        CREATE TABLE sends (
          -- What transports know the message by.
          id TEXT PRIMARY KEY NOT NULL,
          campaign TEXT NOT NULL,
          step INTEGER NOT NULL,
          position INTEGER NOT NULL,
          store TEXT NOT NULL,
          lead TEXT NOT NULL,
          -- queued, in_flight, sent, skipped, failed, uncertain
          state TEXT NOT NULL,
          rule TEXT,
          reason TEXT,
          opens_at INTEGER,
          recipient TEXT,
          transport TEXT,
          transport_id TEXT,
          attempts INTEGER NOT NULL DEFAULT 0,
          at INTEGER NOT NULL,
          -- It has a row in the product's log.
          is_logged INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX sends_lead ON sends(campaign, lead, store, step);
        CREATE INDEX sends_position ON sends(campaign, position);
        CREATE INDEX sends_unlogged ON sends(campaign) WHERE state = 'sent' AND is_logged = 0;
        """

    private static let askedQuestions = """
        CREATE INDEX calls_asked ON calls(question, provider) WHERE state = 'open';
        """

    private static let traces = """
        CREATE TABLE batches (
          id TEXT PRIMARY KEY NOT NULL,
          state TEXT NOT NULL,
          -- Why it was paused, an outcome; null for an interruption.
          pause TEXT,
          created_at INTEGER NOT NULL,
          -- Providers in the order in which they are asked, with commas between.
          providers TEXT NOT NULL,
          -- Ten-thousandths of a dollar, as all money here.
          budget INTEGER,
          retries INTEGER NOT NULL,
          is_forced INTEGER NOT NULL,
          actor TEXT NOT NULL,
          statement TEXT NOT NULL,
          reason TEXT,
          run TEXT
        );
        CREATE INDEX batches_created ON batches(created_at);
        CREATE TABLE items (
          batch TEXT NOT NULL REFERENCES batches(id),
          position INTEGER NOT NULL,
          store TEXT NOT NULL,
          lead TEXT NOT NULL,
          state TEXT NOT NULL,
          outcome TEXT,
          provider TEXT,
          cost INTEGER NOT NULL DEFAULT 0,
          message TEXT,
          -- The last call that was answered.
          call TEXT,
          PRIMARY KEY (batch, position)
        ) WITHOUT ROWID;
        CREATE INDEX items_open ON items(batch, state, position) WHERE state IN ('queued', 'in_flight');
        CREATE TABLE calls (
          id TEXT PRIMARY KEY NOT NULL,
          batch TEXT NOT NULL,
          position INTEGER NOT NULL,
          store TEXT NOT NULL,
          lead TEXT NOT NULL,
          provider TEXT NOT NULL,
          -- Equal for questions that have the same answer; and as it was asked, JSON without a secret.
          question TEXT NOT NULL,
          request TEXT NOT NULL,
          -- open, answered, failed, unsent, uncertain
          state TEXT NOT NULL,
          attempts INTEGER NOT NULL,
          price INTEGER NOT NULL,
          cost INTEGER NOT NULL DEFAULT 0,
          outcome TEXT,
          -- JSON, as ContactAnswer is encoded.
          answer TEXT,
          began_at INTEGER,
          ended_at INTEGER,
          -- Its answer is in the stores.
          is_applied INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX calls_open ON calls(batch) WHERE state = 'open';
        -- One question about a lead at a time, whichever batch asks it.
        CREATE UNIQUE INDEX calls_one ON calls(lead, provider, store) WHERE state = 'open';
        CREATE INDEX calls_unapplied ON calls(batch) WHERE state = 'answered' AND is_applied = 0;
        CREATE INDEX calls_question ON calls(question, provider, ended_at) WHERE state = 'answered';
        CREATE INDEX calls_lead ON calls(lead, provider, ended_at) WHERE state IN ('answered', 'uncertain');
        CREATE INDEX calls_batch ON calls(batch) WHERE state = 'uncertain';
        CREATE TABLE attempts (
          provider TEXT NOT NULL,
          -- Days since 1970-01-01, UTC.
          day INTEGER NOT NULL,
          count INTEGER NOT NULL,
          PRIMARY KEY (provider, day)
        ) WITHOUT ROWID;
        CREATE TABLE providers (
          name TEXT PRIMARY KEY NOT NULL,
          -- When a call is due that keeps to the rate exactly: microseconds since 1970.
          due INTEGER NOT NULL DEFAULT 0,
          circuit_opened INTEGER
        ) WITHOUT ROWID;
        """
}
