extension OwnSchema {
    /// Of the journal's file, `data/cvx.db`.
    static let journal = OwnSchema(holds: "the journal", migrations: [firstJournal, outside, orphans])

    /// What went with a change outside the stores, and so cannot be taken back.
    private static let outside = "ALTER TABLE entries ADD COLUMN outside TEXT"

    /// Deleted rows that referred to nothing before either.
    private static let orphans = """
        CREATE TABLE orphans (
          entry INTEGER NOT NULL REFERENCES entries(id),
          store TEXT NOT NULL,
          "table" TEXT NOT NULL,
          key TEXT NOT NULL,
          PRIMARY KEY (entry, store, "table", key)
        ) WITHOUT ROWID;
        """

    private static let firstJournal = """
        CREATE TABLE entries (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          -- The first entry of those that were committed together: all of them are in the stores, or none.
          unit INTEGER NOT NULL,
          at INTEGER NOT NULL,
          actor TEXT NOT NULL,
          system_user TEXT NOT NULL,
          statement TEXT NOT NULL,
          reason TEXT,
          run TEXT,
          state TEXT NOT NULL,
          undone_by INTEGER,
          note TEXT,
          is_pruned INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX entries_in_doubt ON entries(unit) WHERE state = 'intent';
        CREATE INDEX entries_run ON entries(run) WHERE run IS NOT NULL;
        CREATE INDEX entries_at ON entries(at);
        CREATE TABLE entry_undoes (
          entry INTEGER NOT NULL REFERENCES entries(id),
          undone INTEGER NOT NULL REFERENCES entries(id),
          PRIMARY KEY (entry, undone)
        ) WITHOUT ROWID;
        CREATE TABLE entry_tables (
          entry INTEGER NOT NULL REFERENCES entries(id),
          position INTEGER NOT NULL,
          store TEXT NOT NULL,
          "table" TEXT NOT NULL,
          added INTEGER NOT NULL,
          updated INTEGER NOT NULL,
          deleted INTEGER NOT NULL,
          -- The columns' names at that time, each with a zero byte after it: a changeset has numbers alone.
          columns BLOB NOT NULL,
          PRIMARY KEY (entry, position)
        ) WITHOUT ROWID;
        -- Changesets of SQLite's session extension, in the order of their change.
        CREATE TABLE chunks (
          entry INTEGER NOT NULL REFERENCES entries(id),
          seq INTEGER NOT NULL,
          store TEXT NOT NULL,
          -- The store's file, from the workspace's folder where it lies in it.
          file TEXT NOT NULL,
          changeset BLOB NOT NULL
        );
        CREATE INDEX chunks_entry ON chunks(entry, seq);
        CREATE TABLE runs (
          id TEXT PRIMARY KEY NOT NULL,
          script TEXT NOT NULL,
          started INTEGER NOT NULL,
          ended INTEGER,
          actor TEXT NOT NULL,
          parameters TEXT NOT NULL,
          effects TEXT NOT NULL,
          exit INTEGER
        );
        CREATE INDEX runs_started ON runs(started);
        CREATE TABLE locks (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          holder TEXT NOT NULL
        );
        """
}
