-- One row a recording. ended_at is null while it goes on; file_name is relative to the recordings directory.
CREATE TABLE call_recording (
    id            VARCHAR(36)   NOT NULL PRIMARY KEY,
    tenant        VARCHAR(64)   NOT NULL,
    node          VARCHAR(64)   NOT NULL,
    epoch         BIGINT        NOT NULL,
    call_id       VARCHAR(36)   NOT NULL,
    mixed         BOOLEAN       NOT NULL,
    file_name     VARCHAR(64)   NOT NULL,
    started_at    TIMESTAMP(3) WITH TIME ZONE  NOT NULL,
    ended_at      TIMESTAMP(3) WITH TIME ZONE,
    length_millis BIGINT        NOT NULL,
    end_reason    VARCHAR(32),
    participants  VARCHAR(4000) NOT NULL
);

CREATE INDEX call_recording_open ON call_recording (node, ended_at);
