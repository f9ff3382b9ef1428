/// The statements of the database document, copied from it and from nowhere else.
enum CreationDocument {
    /// By path of the store, then by table.
    static let tables: [String: [String: String]] = [
        "data/leadflow.db": [
            "leads": """
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
            );
            """,
            "api_cost_entries": """
            CREATE TABLE api_cost_entries (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              apiType TEXT NOT NULL,
              cost REAL NOT NULL,
              details TEXT,
              created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
            );
            """,
        ],
        "data/skip_trace.db": [
            "skip_trace_results": """
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
            );
            """,
            "skip_trace_phones": """
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
            );
            """,
            "skip_trace_emails": """
            CREATE TABLE skip_trace_emails (
              id TEXT PRIMARY KEY,
              skip_trace_id TEXT NOT NULL,
              lead_id TEXT NOT NULL,
              email TEXT NOT NULL,
              email_type TEXT,
              is_valid BOOLEAN DEFAULT 1,
              confidence REAL,
              FOREIGN KEY (skip_trace_id) REFERENCES skip_trace_results(id)
            );
            """,
        ],
    ]
}
