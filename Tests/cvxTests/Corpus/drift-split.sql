-- No column has the whole address, and none has the street under that name.

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, street TEXT NOT NULL, property_city TEXT, property_state TEXT, postal_code TEXT,
    owner_name TEXT, source_type TEXT, created_at DATETIME);
INSERT INTO leads VALUES
    ('l1', '1 Main St', 'Phoenix', 'AZ', '85001', 'Ann Lee', 'manual', '2025-01-01T00:00:00.000Z'),
    ('l2', '2 Oak Ave', NULL, 'AZ', NULL, 'Bob King', 'manual', '2025-01-02T00:00:00.000Z'),
    ('l3', '3 Elm Ct', 'Mesa', NULL, '', 'Cyd Moss', 'manual', '2025-01-03T00:00:00.000Z');
