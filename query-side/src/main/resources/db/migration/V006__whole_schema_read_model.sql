-- The rest of the schema that the platform replaces: tables, and columns of tables that were there.

ALTER TABLE read_model.users
    ADD COLUMN notification_channels jsonb NOT NULL DEFAULT '["InApp", "Email"]';

ALTER TABLE read_model.courses
    ADD COLUMN booking_rules jsonb NOT NULL
        DEFAULT '{"minimumNoticeMinutes": 0, "bookingWindowDays": null, "bufferMinutes": 0}';
CREATE INDEX courses_created_at ON read_model.courses (created_at DESC, id DESC);
CREATE INDEX courses_price ON read_model.courses (currency, price);

CREATE TABLE read_model.course_materials (
    id               uuid PRIMARY KEY,
    course_id        uuid        NOT NULL,
    title            text        NOT NULL,
    description      text,
    file_url         text        NOT NULL,
    content_type     text,
    file_size_bytes  bigint,
    is_free          boolean     NOT NULL DEFAULT false,
    is_required      boolean     NOT NULL DEFAULT true,
    duration_minutes integer,
    sort_index       integer     NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    deleted_at       timestamptz,
    CONSTRAINT course_materials_course FOREIGN KEY (course_id) REFERENCES read_model.courses (id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX course_materials_course_id ON read_model.course_materials (course_id);
CREATE INDEX course_materials_course_sort ON read_model.course_materials (course_id, sort_index, id);
CREATE INDEX course_materials_is_free ON read_model.course_materials (is_free);
CREATE INDEX course_materials_deleted_at ON read_model.course_materials (deleted_at);

ALTER TABLE read_model.availability_slots ADD COLUMN series_id uuid;
CREATE INDEX availability_slots_series_id ON read_model.availability_slots (series_id);
CREATE INDEX availability_slots_course_start ON read_model.availability_slots (course_id, start_time_utc, id);

ALTER TABLE read_model.bookings
    ADD COLUMN rescheduled_to_booking_id uuid,
    ADD COLUMN completed_at              timestamptz;
CREATE INDEX bookings_student_session ON read_model.bookings (student_id, session_start);

CREATE TABLE read_model.booking_promo_codes (
    id              uuid PRIMARY KEY,
    booking_id      uuid           NOT NULL,
    promo_code_id   uuid           NOT NULL,
    discount_amount numeric(19, 3) NOT NULL,
    currency        varchar(3)     NOT NULL,
    created_at      timestamptz    NOT NULL,
    released_at     timestamptz,
    CONSTRAINT booking_promo_codes_booking FOREIGN KEY (booking_id) REFERENCES read_model.bookings (id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX booking_promo_codes_booking_id ON read_model.booking_promo_codes (booking_id);
CREATE INDEX booking_promo_codes_promo_code_id ON read_model.booking_promo_codes (promo_code_id);

CREATE TABLE read_model.promo_codes (
    id                    uuid PRIMARY KEY,
    code                  text           NOT NULL,
    discount_type         smallint       NOT NULL,
    discount_value        numeric(19, 3) NOT NULL,
    currency              varchar(3),
    max_uses              integer,
    current_uses          integer        NOT NULL DEFAULT 0,
    valid_from            timestamptz,
    valid_until           timestamptz,
    applicable_course_ids jsonb          NOT NULL DEFAULT '[]',
    is_active             boolean        NOT NULL DEFAULT true,
    created_at            timestamptz    NOT NULL,
    updated_at            timestamptz    NOT NULL,
    version               bigint         NOT NULL
);
CREATE UNIQUE INDEX promo_codes_code ON read_model.promo_codes (code);
CREATE INDEX promo_codes_is_active ON read_model.promo_codes (is_active);
CREATE INDEX promo_codes_valid_until ON read_model.promo_codes (valid_until);
CREATE INDEX promo_codes_created_at ON read_model.promo_codes (created_at DESC, id DESC);

CREATE TABLE read_model.course_progress (
    id                 uuid PRIMARY KEY,
    enrollment_id      uuid        NOT NULL,
    course_material_id uuid        NOT NULL,
    is_completed       boolean     NOT NULL DEFAULT false,
    completed_at       timestamptz,
    time_spent_seconds integer     NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CONSTRAINT course_progress_enrollment FOREIGN KEY (enrollment_id) REFERENCES read_model.enrollments (id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX course_progress_once ON read_model.course_progress (enrollment_id, course_material_id);
CREATE INDEX course_progress_enrollment_id ON read_model.course_progress (enrollment_id);
CREATE INDEX course_progress_course_material_id ON read_model.course_progress (course_material_id);
CREATE INDEX course_progress_is_completed ON read_model.course_progress (is_completed);
CREATE INDEX enrollments_student_created ON read_model.enrollments (student_id, created_at DESC, id DESC);

-- What percentages are measured against.
CREATE TABLE read_model.progress_materials (
    material_id uuid PRIMARY KEY,
    course_id   uuid    NOT NULL,
    is_required boolean NOT NULL
);
CREATE INDEX progress_materials_course_id ON read_model.progress_materials (course_id);

CREATE TABLE read_model.instructor_ratings (
    id            uuid PRIMARY KEY,
    instructor_id uuid        NOT NULL,
    student_id    uuid        NOT NULL,
    booking_id    uuid        NOT NULL,
    rating        smallint    NOT NULL CHECK (rating BETWEEN 1 AND 5),
    review        text,
    is_public     boolean     NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    version       bigint      NOT NULL
);
CREATE INDEX instructor_ratings_instructor_id ON read_model.instructor_ratings (instructor_id, created_at DESC, id DESC);
CREATE INDEX instructor_ratings_student_id ON read_model.instructor_ratings (student_id);
CREATE UNIQUE INDEX instructor_ratings_booking_id ON read_model.instructor_ratings (booking_id);
CREATE INDEX instructor_ratings_rating ON read_model.instructor_ratings (rating);

CREATE TABLE read_model.course_ratings (
    id         uuid PRIMARY KEY,
    course_id  uuid        NOT NULL,
    student_id uuid        NOT NULL,
    rating     smallint    NOT NULL CHECK (rating BETWEEN 1 AND 5),
    review     text,
    is_public  boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version    bigint      NOT NULL
);
CREATE INDEX course_ratings_course_id ON read_model.course_ratings (course_id, created_at DESC, id DESC);
CREATE INDEX course_ratings_student_id ON read_model.course_ratings (student_id);
CREATE INDEX course_ratings_rating ON read_model.course_ratings (rating);
CREATE UNIQUE INDEX course_ratings_once ON read_model.course_ratings (course_id, student_id);

-- Sums of the ratings of a course or an instructor, so that an average costs one row.
CREATE TABLE read_model.rating_summaries (
    subject_id   uuid PRIMARY KEY,
    count        integer NOT NULL DEFAULT 0,
    total        bigint  NOT NULL DEFAULT 0,
    public_count integer NOT NULL DEFAULT 0,
    public_total bigint  NOT NULL DEFAULT 0
);

CREATE TABLE read_model.notifications (
    id                  uuid PRIMARY KEY,
    user_id             uuid        NOT NULL,
    type                smallint    NOT NULL,
    title               text        NOT NULL,
    message             text        NOT NULL,
    is_read             boolean     NOT NULL DEFAULT false,
    read_at             timestamptz,
    email_sent          boolean     NOT NULL DEFAULT false,
    email_sent_at       timestamptz,
    sms_sent            boolean     NOT NULL DEFAULT false,
    sms_sent_at         timestamptz,
    push_sent           boolean     NOT NULL DEFAULT false,
    push_sent_at        timestamptz,
    delivery_error      text,
    related_entity_type text,
    related_entity_id   uuid,
    scheduled_for       timestamptz,
    cancelled_at        timestamptz,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    version             bigint      NOT NULL
);
CREATE INDEX notifications_user_id ON read_model.notifications (user_id, created_at DESC, id DESC);
CREATE INDEX notifications_type ON read_model.notifications (type);
CREATE INDEX notifications_is_read ON read_model.notifications (is_read);
CREATE INDEX notifications_scheduled_for ON read_model.notifications (scheduled_for);
CREATE INDEX notifications_unread ON read_model.notifications (user_id, created_at DESC, id DESC) WHERE NOT is_read;

CREATE TABLE read_model.audit_logs (
    id             uuid PRIMARY KEY,
    entity_name    text        NOT NULL,
    entity_id      uuid        NOT NULL,
    action         smallint    NOT NULL,
    user_id        uuid,
    actor          text        NOT NULL,
    event_type     text        NOT NULL,
    event_position bigint      NOT NULL,
    old_values     jsonb,
    new_values     jsonb,
    ip_address     text,
    user_agent     text,
    created_at     timestamptz NOT NULL
);
CREATE INDEX audit_logs_entity_name ON read_model.audit_logs (entity_name, created_at DESC, id DESC);
CREATE INDEX audit_logs_entity_id ON read_model.audit_logs (entity_id, created_at DESC, id DESC);
CREATE INDEX audit_logs_user_id ON read_model.audit_logs (user_id, created_at DESC, id DESC);
CREATE INDEX audit_logs_created_at ON read_model.audit_logs (created_at DESC, id DESC);
CREATE INDEX audit_logs_action ON read_model.audit_logs (action, created_at DESC, id DESC);

-- What is known of each entity so far: tells the values before a change.
CREATE TABLE read_model.audit_states (
    entity_id uuid PRIMARY KEY,
    state     jsonb NOT NULL
);

-- Audit rows are written once.
CREATE FUNCTION read_model.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit logs are immutable';
END $$;
CREATE TRIGGER audit_logs_immutable BEFORE UPDATE OR DELETE ON read_model.audit_logs
    FOR EACH ROW EXECUTE FUNCTION read_model.refuse_change();
