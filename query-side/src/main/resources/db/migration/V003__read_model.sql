-- Read tables: projections of the events, with the names of the schema they replace. They can be dropped and rebuilt.
CREATE SCHEMA IF NOT EXISTS read_model;

CREATE TABLE read_model.users (
    id                    uuid PRIMARY KEY,
    email                 text        NOT NULL,
    email_confirmed       boolean     NOT NULL DEFAULT false,
    display_name          text        NOT NULL,
    phone                 text,
    role                  smallint    NOT NULL,
    time_zone             text        NOT NULL,
    is_active             boolean     NOT NULL DEFAULT true,
    password_reset_token  text,
    last_login_at         timestamptz,
    failed_login_attempts integer     NOT NULL DEFAULT 0,
    locked_until          timestamptz,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    deleted_at            timestamptz,
    version               bigint      NOT NULL
);
CREATE UNIQUE INDEX users_email ON read_model.users (email) WHERE deleted_at IS NULL;
CREATE INDEX users_role ON read_model.users (role);
CREATE INDEX users_email_confirmed ON read_model.users (email_confirmed);
CREATE INDEX users_deleted_at ON read_model.users (deleted_at);
CREATE INDEX users_is_active ON read_model.users (is_active);
CREATE INDEX users_last_login_at ON read_model.users (last_login_at);
CREATE INDEX users_created_at ON read_model.users (created_at DESC, id DESC);

CREATE TABLE read_model.user_sessions (
    id               uuid PRIMARY KEY,
    user_id          uuid        NOT NULL,
    session_token    text        NOT NULL,
    ip_address       text,
    user_agent       text,
    is_active        boolean     NOT NULL DEFAULT true,
    expires_at       timestamptz NOT NULL,
    last_activity_at timestamptz NOT NULL,
    created_at       timestamptz NOT NULL,
    -- Deferred: a projection writes a whole batch of events at once, in the order of its statements, not of the events.
    CONSTRAINT user_sessions_user FOREIGN KEY (user_id) REFERENCES read_model.users (id) ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX user_sessions_user_id ON read_model.user_sessions (user_id);
CREATE UNIQUE INDEX user_sessions_session_token ON read_model.user_sessions (session_token);
CREATE INDEX user_sessions_expires_at ON read_model.user_sessions (expires_at);

CREATE TABLE read_model.courses (
    id                  uuid PRIMARY KEY,
    instructor_id       uuid          NOT NULL,
    title               text          NOT NULL,
    description         text,
    short_description   text,
    is_published        boolean       NOT NULL DEFAULT false,
    price               numeric(19, 3) NOT NULL,
    currency            varchar(3)    NOT NULL DEFAULT 'USD',
    video_intro_url     text,
    thumbnail_url       text,
    duration_minutes    integer,
    max_students        integer,
    category            text,
    tags                jsonb         NOT NULL DEFAULT '[]',
    cancellation_policy jsonb         NOT NULL,
    published_at        timestamptz,
    created_at          timestamptz   NOT NULL,
    updated_at          timestamptz   NOT NULL,
    deleted_at          timestamptz,
    version             bigint        NOT NULL,
    search              tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A')
        || setweight(jsonb_to_tsvector('english', tags, '["string"]'), 'B')
        || setweight(to_tsvector('english', coalesce(short_description, '') || ' ' || coalesce(description, '')), 'C')
    ) STORED
);
CREATE INDEX courses_instructor_id ON read_model.courses (instructor_id);
CREATE INDEX courses_is_published ON read_model.courses (is_published);
CREATE INDEX courses_is_published_created_at ON read_model.courses (is_published, created_at);
CREATE INDEX courses_deleted_at ON read_model.courses (deleted_at);
CREATE INDEX courses_category ON read_model.courses (category);
CREATE INDEX courses_tags ON read_model.courses USING gin (tags);
CREATE INDEX courses_search ON read_model.courses USING gin (search);

CREATE TABLE read_model.availability_slots (
    id                   uuid PRIMARY KEY,
    course_id            uuid           NOT NULL,
    instructor_id        uuid           NOT NULL,
    start_time_utc       timestamptz    NOT NULL,
    end_time_utc         timestamptz    NOT NULL,
    is_booked            boolean        NOT NULL DEFAULT false,
    price                numeric(19, 3) NOT NULL,
    currency             varchar(3)     NOT NULL DEFAULT 'USD',
    max_participants     integer        NOT NULL DEFAULT 1,
    current_participants integer        NOT NULL DEFAULT 0,
    is_recurring         boolean        NOT NULL DEFAULT false,
    recurring_pattern    jsonb,
    notes                text,
    cancelled_at         timestamptz,
    cancellation_reason  text,
    created_at           timestamptz    NOT NULL,
    updated_at           timestamptz    NOT NULL,
    version              bigint         NOT NULL
);
CREATE INDEX availability_slots_course_id ON read_model.availability_slots (course_id);
CREATE INDEX availability_slots_is_booked_start ON read_model.availability_slots (is_booked, start_time_utc);
CREATE INDEX availability_slots_start_time_utc ON read_model.availability_slots (start_time_utc);
CREATE UNIQUE INDEX availability_slots_course_start_end
    ON read_model.availability_slots (course_id, start_time_utc, end_time_utc) WHERE cancelled_at IS NULL;

CREATE TABLE read_model.bookings (
    id                          uuid PRIMARY KEY,
    student_id                  uuid           NOT NULL,
    availability_slot_id        uuid           NOT NULL,
    course_id                   uuid           NOT NULL,
    instructor_id               uuid           NOT NULL,
    status                      smallint       NOT NULL,
    amount                      numeric(19, 3) NOT NULL,
    discount_amount             numeric(19, 3) NOT NULL DEFAULT 0,
    currency                    varchar(3)     NOT NULL DEFAULT 'USD',
    provider                    smallint       NOT NULL,
    session_start               timestamptz    NOT NULL,
    session_end                 timestamptz    NOT NULL,
    hold_expires_at             timestamptz,
    rescheduled_from_booking_id uuid,
    meeting_url                 text,
    meeting_notes               text,
    cancellation_reason         text,
    cancellation_note           text,
    cancelled_at                timestamptz,
    confirmed_at                timestamptz,
    created_at                  timestamptz    NOT NULL,
    updated_at                  timestamptz    NOT NULL,
    version                     bigint         NOT NULL
);
CREATE INDEX bookings_student_id ON read_model.bookings (student_id, created_at DESC, id DESC);
CREATE INDEX bookings_availability_slot_id ON read_model.bookings (availability_slot_id);
CREATE INDEX bookings_status ON read_model.bookings (status);
CREATE INDEX bookings_created_at ON read_model.bookings (created_at DESC, id DESC);
CREATE INDEX bookings_rescheduled_from ON read_model.bookings (rescheduled_from_booking_id);
CREATE INDEX bookings_instructor_id ON read_model.bookings (instructor_id, created_at DESC, id DESC);
CREATE INDEX bookings_course_id ON read_model.bookings (course_id, created_at DESC, id DESC);

CREATE TABLE read_model.payments (
    id                      uuid PRIMARY KEY,
    booking_id              uuid           NOT NULL,
    user_id                 uuid           NOT NULL,
    refund_of_payment_id    uuid,
    amount                  numeric(19, 3) NOT NULL,
    currency                varchar(3)     NOT NULL DEFAULT 'USD',
    status                  smallint       NOT NULL,
    provider                smallint       NOT NULL,
    provider_transaction_id text,
    provider_session_id     text,
    checkout_url            text,
    captured_amount         numeric(19, 3),
    refund_amount           numeric(19, 3) NOT NULL DEFAULT 0,
    refund_reason           text,
    decline_code            text,
    is_flagged              boolean        NOT NULL DEFAULT false,
    flag_reason             text,
    paid_at                 timestamptz,
    created_at              timestamptz    NOT NULL,
    updated_at              timestamptz    NOT NULL,
    version                 bigint         NOT NULL
);
CREATE INDEX payments_booking_id ON read_model.payments (booking_id);
CREATE INDEX payments_provider_transaction_id ON read_model.payments (provider_transaction_id);
CREATE INDEX payments_status ON read_model.payments (status);
CREATE INDEX payments_user_id ON read_model.payments (user_id);
CREATE INDEX payments_created_at ON read_model.payments (created_at DESC, id DESC);
CREATE INDEX payments_refund_of_payment_id ON read_model.payments (refund_of_payment_id);

CREATE TABLE read_model.enrollments (
    id                  uuid PRIMARY KEY,
    student_id          uuid          NOT NULL,
    course_id           uuid          NOT NULL,
    booking_id          uuid,
    progress_percentage numeric(5, 2) NOT NULL DEFAULT 0,
    is_active           boolean       NOT NULL DEFAULT true,
    enrolled_at         timestamptz   NOT NULL,
    completed_at        timestamptz,
    last_accessed_at    timestamptz,
    created_at          timestamptz   NOT NULL,
    updated_at          timestamptz   NOT NULL,
    version             bigint        NOT NULL
);
CREATE UNIQUE INDEX enrollments_student_course ON read_model.enrollments (student_id, course_id);
CREATE INDEX enrollments_student_id ON read_model.enrollments (student_id);
CREATE INDEX enrollments_course_id ON read_model.enrollments (course_id);
CREATE INDEX enrollments_is_active ON read_model.enrollments (is_active);
CREATE INDEX enrollments_created_at ON read_model.enrollments (created_at DESC, id DESC);
