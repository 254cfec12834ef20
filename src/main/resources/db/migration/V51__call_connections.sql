-- One row for each application attached to a call that is up; what is left after a crash is told that its call is over.
CREATE TABLE call_connection (
    id                VARCHAR(36)   NOT NULL PRIMARY KEY,
    tenant            VARCHAR(64)   NOT NULL,
    node              VARCHAR(64)   NOT NULL,
    epoch             BIGINT        NOT NULL,
    call_id           VARCHAR(36)   NOT NULL,
    callback_uri      VARCHAR(2048) NOT NULL,
    operation_context VARCHAR(5000)
);

CREATE INDEX call_connection_by_call ON call_connection (call_id);
CREATE INDEX call_connection_by_node ON call_connection (node, epoch);
