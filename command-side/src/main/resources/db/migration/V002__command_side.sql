-- What commands are checked against in their own transaction: rules over sets, credentials, inbox and outbox.
CREATE SCHEMA IF NOT EXISTS command_side;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TABLE command_side.accounts (
    user_id       uuid PRIMARY KEY,
    email         text     NOT NULL,
    password_hash text,
    role          smallint NOT NULL,
    active        boolean  NOT NULL DEFAULT true,
    deleted       boolean  NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX accounts_email ON command_side.accounts (email) WHERE NOT deleted;

CREATE TABLE command_side.sessions (
    token_hash text PRIMARY KEY,
    session_id uuid        NOT NULL UNIQUE,
    user_id    uuid        NOT NULL REFERENCES command_side.accounts,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_user_id ON command_side.sessions (user_id);
CREATE INDEX sessions_expires_at ON command_side.sessions (expires_at);

CREATE TABLE command_side.course_terms (
    course_id           uuid PRIMARY KEY,
    instructor_id       uuid    NOT NULL,
    published           boolean NOT NULL DEFAULT false,
    deleted             boolean NOT NULL DEFAULT false,
    max_students        integer,
    price_minor_units   bigint  NOT NULL,
    currency            text    NOT NULL,
    cancellation_policy jsonb   NOT NULL
);

-- An instructor is in one place at a time.
CREATE TABLE command_side.slot_claims (
    slot_id       uuid PRIMARY KEY,
    instructor_id uuid      NOT NULL,
    during        tstzrange NOT NULL,
    CONSTRAINT slot_overlap EXCLUDE USING gist (instructor_id WITH =, during WITH &&)
);

-- A student has one active booking on a slot, and none at the same time elsewhere.
CREATE TABLE command_side.booking_claims (
    booking_id uuid PRIMARY KEY,
    student_id uuid      NOT NULL,
    slot_id    uuid      NOT NULL,
    course_id  uuid      NOT NULL,
    during     tstzrange NOT NULL,
    CONSTRAINT already_booked UNIQUE (slot_id, student_id),
    CONSTRAINT overlapping_booking EXCLUDE USING gist (student_id WITH =, during WITH &&)
);
CREATE INDEX booking_claims_course ON command_side.booking_claims (course_id, student_id);

CREATE TABLE command_side.enrollment_claims (
    enrollment_id uuid PRIMARY KEY,
    course_id     uuid NOT NULL,
    student_id    uuid NOT NULL,
    CONSTRAINT one_enrollment UNIQUE (course_id, student_id)
);

CREATE TABLE command_side.idempotency_keys (
    caller         text        NOT NULL,
    key            text        NOT NULL,
    request_hash   text        NOT NULL,
    result_type    text,
    result         jsonb,
    problem_code   text,
    problem_detail text,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_keys_created_at ON command_side.idempotency_keys (created_at);

-- Calls to payment providers that have to happen. A row goes away in the transaction that records the call's result.
CREATE TABLE command_side.outbox (
    id              uuid PRIMARY KEY,
    kind            text        NOT NULL,
    payment_id      uuid        NOT NULL,
    payload         jsonb       NOT NULL,
    correlation_id  text,
    causation_id    text,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    parked          boolean     NOT NULL DEFAULT false,
    last_error      text
);
CREATE INDEX outbox_due ON command_side.outbox (next_attempt_at) WHERE NOT parked;

-- Everything that a provider ever told us, kept.
CREATE TABLE command_side.webhook_inbox (
    id              uuid PRIMARY KEY,
    provider        smallint    NOT NULL,
    event_id        text        NOT NULL,
    type            text        NOT NULL,
    payload         jsonb       NOT NULL,
    received_at     timestamptz NOT NULL,
    state           text        NOT NULL,
    next_attempt_at timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    last_error      text,
    processed_at    timestamptz,
    CONSTRAINT webhook_once UNIQUE (provider, event_id)
);
CREATE INDEX webhook_inbox_due ON command_side.webhook_inbox (next_attempt_at) WHERE state = 'Received';
CREATE INDEX webhook_inbox_state ON command_side.webhook_inbox (state, received_at DESC, id DESC);
