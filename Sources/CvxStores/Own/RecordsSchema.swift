extension OwnSchema {
    /// Of the store in which cvx keeps what people are asked about, `data/cvx_records.db`. A table is here to be an
    /// entity's home: a step here and a `CatalogHome(.cvx, …)` there are all that a new one takes. Columns that take no
    /// null have no default either, so that whoever adds a row is told what is missing.
    static let records = OwnSchema(
        holds: "the store of tags, suppressions and calls", migrations: [tags, suppressions, calls])

    private static let tags = """
        CREATE TABLE tags (
          id TEXT PRIMARY KEY NOT NULL,
          -- The entity whose row it is, by its plural name, and the row's id, whichever store it is in.
          entity TEXT NOT NULL,
          row_id TEXT NOT NULL,
          tag TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          created_by TEXT
        );
        CREATE UNIQUE INDEX tags_row ON tags(row_id, entity, tag COLLATE NOCASE);
        CREATE INDEX tags_tag ON tags(tag COLLATE NOCASE);
        """

    private static let suppressions = """
        CREATE TABLE suppressions (
          id TEXT PRIMARY KEY NOT NULL,
          -- One of the two: +14805550156, or an address in lower case.
          number TEXT,
          address TEXT,
          kind TEXT NOT NULL,
          reason TEXT,
          source TEXT,
          expires_at INTEGER,
          organization_id TEXT,
          created_at INTEGER NOT NULL,
          created_by TEXT,
          CHECK ((number IS NULL) <> (address IS NULL))
        );
        CREATE INDEX suppressions_number ON suppressions(number) WHERE number IS NOT NULL;
        CREATE INDEX suppressions_address ON suppressions(address) WHERE address IS NOT NULL;
        """

    /// Calls of workspaces whose own tables have no place for them, or for a part such as the follow-up.
    private static let calls = """
        CREATE TABLE calls (
          id TEXT PRIMARY KEY NOT NULL,
          lead_id TEXT NOT NULL,
          direction TEXT NOT NULL,
          outcome TEXT,
          -- Seconds.
          duration INTEGER,
          phone TEXT,
          notes TEXT,
          transcript TEXT,
          recording_url TEXT,
          follow_up_at INTEGER,
          user_id TEXT,
          created_at INTEGER NOT NULL,
          created_by TEXT
        );
        CREATE INDEX calls_lead ON calls(lead_id);
        CREATE INDEX calls_follow_up ON calls(follow_up_at) WHERE follow_up_at IS NOT NULL;
        """
}
