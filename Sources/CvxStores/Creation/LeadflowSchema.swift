internal import CvxDomain

/// The legacy store: the statements of the database document, word for word.
///
/// Status and temperature are compared without case, so their indexes are too.
extension NewStoreSchema {
    static let leadflow = NewStoreSchema(
        role: .leadflow,
        tables: [leads, apiCostEntries],
        indexes: [
            "CREATE INDEX leads_status_idx ON leads(status COLLATE NOCASE)",
            "CREATE INDEX leads_temperature_tag_idx ON leads(temperature_tag COLLATE NOCASE)",
            "CREATE INDEX leads_lead_score_idx ON leads(lead_score)",
            "CREATE INDEX leads_created_at_idx ON leads(created_at)",
            "CREATE INDEX leads_updated_at_idx ON leads(updated_at)",
            "CREATE INDEX leads_email_idx ON leads(email)",
            "CREATE INDEX leads_phone_idx ON leads(phone)",
            "CREATE INDEX api_cost_entries_created_at_idx ON api_cost_entries(created_at)",
        ])

    private static let leads = """
        CREATE TABLE leads (
          id TEXT PRIMARY KEY,
          address TEXT NOT NULL,
          owner_name TEXT,
          phone TEXT,
          email TEXT,
          source_type TEXT NOT NULL,
          source TEXT NOT NULL DEFAULT 'manual',
          motivation_score INTEGER NOT NULL DEFAULT 0,
          estimated_value REAL,
          equity REAL,
          condition_score INTEGER NOT NULL DEFAULT 50,
          tax_debt REAL NOT NULL DEFAULT 0,
          violations INTEGER NOT NULL DEFAULT 0,
          is_probate BOOLEAN NOT NULL DEFAULT 0,
          is_vacant BOOLEAN NOT NULL DEFAULT 0,
          days_on_market INTEGER,
          lead_score INTEGER NOT NULL DEFAULT 0,
          aiScore INTEGER,
          feedback_good INTEGER NOT NULL DEFAULT 0,
          feedback_bad INTEGER NOT NULL DEFAULT 0,
          phones TEXT NOT NULL DEFAULT '[]',
          emails TEXT NOT NULL DEFAULT '[]',
          raw_data TEXT,
          temperature_tag TEXT NOT NULL DEFAULT 'DEAD',
          status TEXT NOT NULL DEFAULT 'NEW',
          notes TEXT,
          created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
          updated_at DATETIME NOT NULL,
          skip_traced_at DATETIME,
          dnc_flag INTEGER NOT NULL DEFAULT 0,
          timezone TEXT,
          quiet_hours_start TEXT,
          quiet_hours_end TEXT,
          activity_log_json TEXT,
          skip_trace_provider TEXT,
          skip_trace_cost_cents INTEGER NOT NULL DEFAULT 0,
          ai_cost_cents INTEGER NOT NULL DEFAULT 0,
          ai_scored_at DATETIME
        )
        """

    private static let apiCostEntries = """
        CREATE TABLE api_cost_entries (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          apiType TEXT NOT NULL,
          cost REAL NOT NULL,
          details TEXT,
          created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
        )
        """
}
