internal import CvxDomain

/// The skip-trace store: the statements of the database document, word for word.
extension NewStoreSchema {
    static let skipTrace = NewStoreSchema(
        role: .skipTrace,
        tables: [results, phones, emails],
        indexes: [
            "CREATE INDEX skip_trace_results_lead_id_idx ON skip_trace_results(lead_id)",
            "CREATE INDEX skip_trace_results_provider_idx ON skip_trace_results(provider)",
            "CREATE INDEX skip_trace_results_created_at_idx ON skip_trace_results(created_at)",
            "CREATE INDEX skip_trace_phones_lead_id_idx ON skip_trace_phones(lead_id)",
            "CREATE INDEX skip_trace_phones_skip_trace_id_idx ON skip_trace_phones(skip_trace_id)",
            "CREATE INDEX skip_trace_emails_lead_id_idx ON skip_trace_emails(lead_id)",
            "CREATE INDEX skip_trace_emails_skip_trace_id_idx ON skip_trace_emails(skip_trace_id)",
        ])

    private static let results = """
        CREATE TABLE skip_trace_results (
          id TEXT PRIMARY KEY,
          lead_id TEXT NOT NULL,
          provider TEXT NOT NULL,
          request_data TEXT NOT NULL,
          response_data TEXT,
          confidence REAL,
          cost REAL,
          created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
          completed_at DATETIME
        )
        """

    private static let phones = """
        CREATE TABLE skip_trace_phones (
          id TEXT PRIMARY KEY,
          skip_trace_id TEXT NOT NULL,
          lead_id TEXT NOT NULL,
          phone TEXT NOT NULL,
          phone_type TEXT,
          carrier TEXT,
          is_valid BOOLEAN DEFAULT 1,
          is_mobile BOOLEAN,
          is_dnc BOOLEAN DEFAULT 0,
          confidence REAL,
          FOREIGN KEY (skip_trace_id) REFERENCES skip_trace_results(id)
        )
        """

    private static let emails = """
        CREATE TABLE skip_trace_emails (
          id TEXT PRIMARY KEY,
          skip_trace_id TEXT NOT NULL,
          lead_id TEXT NOT NULL,
          email TEXT NOT NULL,
          email_type TEXT,
          is_valid BOOLEAN DEFAULT 1,
          confidence REAL,
          FOREIGN KEY (skip_trace_id) REFERENCES skip_trace_results(id)
        )
        """
}
