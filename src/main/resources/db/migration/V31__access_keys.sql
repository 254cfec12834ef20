-- id: tenant and name. permissions: comma separated. secret: sealed with the data key.
CREATE TABLE access_key (
    id          VARCHAR(110)             NOT NULL PRIMARY KEY,
    tenant_id   VARCHAR(36)              NOT NULL,
    name        VARCHAR(63)              NOT NULL,
    permissions VARCHAR(64)              NOT NULL,
    secret      VARCHAR(512)             NOT NULL,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL
);
