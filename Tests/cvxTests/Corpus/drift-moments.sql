-- Every encoding of a moment in one column, in columns of every kind: with an affinity to numbers, to text, to none.
-- a to f are the same half hour of 2025-01-15, and g and h lie before and after.

-- store: prisma
CREATE TABLE "Lead" (id TEXT PRIMARY KEY, address TEXT, createdAt DATETIME, updatedAt TEXT, skipTracedAt INTEGER, aiScoredAt,
    lastSeenAt TIMESTAMP, soldOn DATE);
CREATE INDEX "Lead_createdAt" ON "Lead"(createdAt);
INSERT INTO "Lead" VALUES
    ('a', '1 A St', 1736935200000, '1736935200000', 1736935200000, '1736935200000', 1736935200000, '2025-01-15'),
    ('b', '2 B St', '2025-01-15T10:05:00.000Z', '2025-01-15T10:05:00.000Z', '2025-01-15T10:05:00.000Z', '2025-01-15T10:05:00.000Z',
        '2025-01-15T10:05:00.000Z', '2025-01-15T10:05:00Z'),
    ('c', '3 C St', '2025-01-15 10:10:00', '2025-01-15 10:10:00', '2025-01-15 10:10:00', '2025-01-15 10:10:00', '2025-01-15 10:10:00', 1736935800000),
    ('d', '4 D St', 1736936100, '1736936100', 1736936100, '1736936100', 1736936100, NULL),
    ('e', '5 E St', '2025-01-15T03:20:00-07:00', '2025-01-15T03:20:00-07:00', '2025-01-15T03:20:00-07:00', '2025-01-15T03:20:00-07:00', 1736936400.0, '01/15/2025'),
    ('f', '6 F St', 1736936700000.0, '1736936700', 1736936700.0, 1736936700, '1736936700', NULL),
    ('g', '7 G St', 1735689600, '1735689600', '1735689600', '2025-01-01', '2025-01-01', '2025-01-01'),
    ('h', '8 H St', 1738368000000, '2025-02-01T00:00:00Z', '2025-02-01 00:00:00', 1738368000, 1738368000, '2025-02-01'),
    ('i', '9 I St', NULL, NULL, NULL, NULL, NULL, NULL),
    ('j', '10 J St', 'soon', 'soon', '', '2025', '12:00', 'soon');
