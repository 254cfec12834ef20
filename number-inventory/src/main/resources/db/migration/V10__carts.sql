-- A cart is a reservation that its customer fills number by number, under an id of their own choice. Its numbers are held
-- in stock_number under hold_id: ids chosen outside could be the same for two customers.
CREATE TABLE number_cart (
    hold_id    VARCHAR(36)                 PRIMARY KEY,
    tenant_id  VARCHAR(64)                 NOT NULL,
    id         VARCHAR(36)                 NOT NULL,
    status     VARCHAR(16)                 NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT number_cart_once UNIQUE (tenant_id, id)
);
CREATE INDEX number_cart_page ON number_cart (tenant_id, created_at, id);
CREATE INDEX number_cart_old ON number_cart (created_at);

CREATE TABLE number_cart_item (
    hold_id         VARCHAR(36)    NOT NULL REFERENCES number_cart (hold_id),
    number          VARCHAR(16)    NOT NULL,
    country         VARCHAR(2)     NOT NULL,
    type            VARCHAR(16)    NOT NULL,
    assignment_type VARCHAR(16)    NOT NULL,
    calling         VARCHAR(24)    NOT NULL,
    sms             VARCHAR(24)    NOT NULL,
    calling_offered VARCHAR(24)    NOT NULL,
    sms_offered     VARCHAR(24)    NOT NULL,
    amount          NUMERIC(12, 4) NOT NULL,
    currency        VARCHAR(3)     NOT NULL,
    PRIMARY KEY (hold_id, number)
);

-- How much a tenant holds at this moment, and what is old enough to be forgotten.
CREATE INDEX reservation_of_tenant ON reservation (tenant_id, status, expires_at);
CREATE INDEX reservation_old ON reservation (created_at);
CREATE INDEX number_operation_old ON number_operation (created_at);
