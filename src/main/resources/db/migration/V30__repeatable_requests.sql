-- Answers of requests with Repeatability headers. id: tenant and request id. answer: sealed with the data key, because it
-- may hold tokens; null only inside the transaction that makes the row.
CREATE TABLE answered_request (
    id          VARCHAR(200)             NOT NULL PRIMARY KEY,
    tenant_id   VARCHAR(36)              NOT NULL,
    fingerprint VARCHAR(44)              NOT NULL,
    answer      VARCHAR(4000000),
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX answered_request_by_age ON answered_request (created_at);
