-- country: ISO 3166-1, how the trunk writes numbers. trusted: told the numbers of anonymous callers (RFC 3325).
ALTER TABLE trunk ADD COLUMN country VARCHAR(2);
ALTER TABLE trunk ADD COLUMN trusted BOOLEAN DEFAULT TRUE NOT NULL;
