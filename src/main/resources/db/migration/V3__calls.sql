-- A node of the gateway; its epoch rises at every start, so that a row says which life of the node owned it.
CREATE TABLE node (
    id    VARCHAR(64) NOT NULL PRIMARY KEY,
    epoch BIGINT      NOT NULL
);

-- One row a call. ended_at is null while the call is up; it is set once, by compare-and-set.
CREATE TABLE call_record (
    id          VARCHAR(36)  NOT NULL PRIMARY KEY,
    tenant      VARCHAR(64)  NOT NULL,
    node        VARCHAR(64)  NOT NULL,
    epoch       BIGINT       NOT NULL,
    direction   VARCHAR(16)  NOT NULL,
    from_number VARCHAR(256) NOT NULL,
    to_number   VARCHAR(256) NOT NULL,
    trunk       VARCHAR(256),
    started_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ringing_at  TIMESTAMP(3) WITH TIME ZONE,
    answered_at TIMESTAMP(3) WITH TIME ZONE,
    ended_at    TIMESTAMP(3) WITH TIME ZONE,
    end_reason  VARCHAR(32),
    sip_status  INTEGER,
    end_text    VARCHAR(256),
    legs        VARCHAR(8000) NOT NULL,
    trace       VARCHAR(60000)
);

CREATE INDEX call_record_by_start ON call_record (tenant, started_at, id);
CREATE INDEX call_record_open ON call_record (node, ended_at);
