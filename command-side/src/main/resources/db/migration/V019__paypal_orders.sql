-- Orders opened at PayPal. PayPal's objects carry one id of ours, the payment's; the story that it belongs to is kept here.
-- While an order waits for its payer, next_check_at tells when to look at it, should PayPal's webhook be lost.
CREATE TABLE command_side.paypal_orders (
    payment_id     uuid        PRIMARY KEY,
    order_id       text        UNIQUE,
    correlation_id text        NOT NULL,
    pay_until      timestamptz NOT NULL,
    next_check_at  timestamptz
);
CREATE INDEX paypal_orders_next_check_at ON command_side.paypal_orders (next_check_at) WHERE next_check_at IS NOT NULL;
