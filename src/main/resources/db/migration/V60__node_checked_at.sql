-- When the node last found that its database takes a write, in milliseconds since 1970.
ALTER TABLE node ADD COLUMN checked_at BIGINT DEFAULT 0 NOT NULL;
