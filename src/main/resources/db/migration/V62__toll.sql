-- Who may not call the telephone network until an administrator clears it, and the call that did it.
CREATE TABLE toll_block (
    payer       VARCHAR(256)             NOT NULL PRIMARY KEY,
    kind        VARCHAR(16)              NOT NULL,
    tenant      VARCHAR(64)              NOT NULL,
    rule        VARCHAR(32)              NOT NULL,
    reason      VARCHAR(512)             NOT NULL,
    destination VARCHAR(32)              NOT NULL,
    blocked_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

-- What payers, caller IDs, trunks and tenants have used of a day's minutes: one row each, of the last day they called.
CREATE TABLE toll_usage (
    account     VARCHAR(300) NOT NULL PRIMARY KEY,
    used_on     DATE         NOT NULL,
    used_millis BIGINT       NOT NULL
);
