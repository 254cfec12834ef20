-- Who uses the gateway and which carriers it is connected to. Every row belongs to a tenant (the resource id).

CREATE TABLE tenant (
    id         VARCHAR(36)              NOT NULL PRIMARY KEY,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- token_generation: tokens carry the generation they were issued in; revoking starts the next one.
-- sip_password: sealed with the data key; null until one is issued.
CREATE TABLE identity (
    user_id          VARCHAR(36)              NOT NULL PRIMARY KEY,
    tenant_id        VARCHAR(36)              NOT NULL,
    token_generation BIGINT                   NOT NULL,
    sip_password     VARCHAR(512),
    created_at       TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX identity_of_tenant ON identity (tenant_id);

-- allowed_sources and codecs: comma separated. password: sealed with the data key.
CREATE TABLE trunk (
    id                   VARCHAR(36)   NOT NULL PRIMARY KEY,
    tenant_id            VARCHAR(36)   NOT NULL,
    name                 VARCHAR(255)  NOT NULL,
    host                 VARCHAR(255)  NOT NULL,
    port                 INTEGER       NOT NULL,
    transport            VARCHAR(8)    NOT NULL,
    allowed_sources      VARCHAR(4096) NOT NULL,
    username             VARCHAR(255),
    password             VARCHAR(1024),
    register             BOOLEAN       NOT NULL,
    codecs               VARCHAR(255)  NOT NULL,
    srtp                 VARCHAR(8)    NOT NULL,
    dtmf                 VARCHAR(8)    NOT NULL,
    max_calls            INTEGER,
    max_calls_per_second INTEGER,
    caller_id_rule       VARCHAR(32)   NOT NULL,
    enabled              BOOLEAN       NOT NULL,
    CONSTRAINT trunk_name UNIQUE (tenant_id, name)
);

-- place: the order routes are tried in. trunks: names, comma separated, in the order given.
CREATE TABLE outbound_route (
    id             VARCHAR(36)    NOT NULL PRIMARY KEY,
    tenant_id      VARCHAR(36)    NOT NULL,
    place          INTEGER        NOT NULL,
    name           VARCHAR(256)   NOT NULL,
    description    VARCHAR(1024),
    number_pattern VARCHAR(1024)  NOT NULL,
    trunks         VARCHAR(70000) NOT NULL,
    CONSTRAINT outbound_route_place UNIQUE (tenant_id, place)
);
