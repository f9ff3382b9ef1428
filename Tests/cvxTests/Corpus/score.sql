-- Leads whose scores were worked out by hand; `address` says how.

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT, motivation_score INTEGER, equity REAL, estimated_value REAL,
    is_probate BOOLEAN, is_vacant BOOLEAN, tax_debt REAL, violations INTEGER, days_on_market INTEGER,
    lead_score INTEGER, temperature_tag TEXT, updated_at DATETIME);
INSERT INTO leads VALUES
('a', 'none: 50', NULL, NULL, NULL, 0, 0, 0, 0, NULL, 1, 'DEAD', NULL),
('b', '40 + 15 + 15 + 10 = 80', 40, 60000, 100000, 1, 1, 0, 0, 0, 1, 'DEAD', NULL),
('c', '0 + 5 + 3.5 + 6 + 5 = 19.5, up', 0, 25000, 100000, 0, 0, 3500, 2, 91, 1, 'HOT', NULL),
('d', 'over 100', 100, 90000, 100000, 1, 1, 50000, 9, 400, 1, 'DEAD', NULL),
('e', '54 + 10 of 40 percent = 64', 54, 40, 100000, 0, 0, 0, 0, 0, 1, 'DEAD', NULL),
('f', '55 + 10 of 30% = 65', 55, 30000, 100000, 0, 0, 0, 0, 0, 1, 'DEAD', NULL),
('g', '39, 90 days are none', 39, 0, 0, 0, 0, 0, 0, 90, 1, 'WARM', NULL),
('h', '0 + 10 + 10 + 10 = 30', 0, 0, 100000, NULL, NULL, 20000, 9, 181, 1, 'WARM', NULL),
('i', '20 + 5 at 180 days = 25', 20, NULL, NULL, 0, 0, NULL, NULL, 180, 25, 'dead', NULL);
