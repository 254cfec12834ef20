-- What a carrier's number API was asked for and has not been settled with yet: written before the carrier is asked, gone
-- when both sides agree. Its numbers are in stock_number without a way back to a shelf, so nobody else can have them.
-- due_at_millis: when somebody other than the one who asked may look after it.
CREATE TABLE provider_order (
    id            VARCHAR(36)   PRIMARY KEY,
    provider      VARCHAR(64)   NOT NULL,
    tenant_id     VARCHAR(64)   NOT NULL,
    state         VARCHAR(16)   NOT NULL,
    numbers       VARCHAR(4000) NOT NULL,
    due_at_millis BIGINT        NOT NULL
);
CREATE INDEX provider_order_due ON provider_order (provider, due_at_millis);
