-- What the commands of the whole schema are checked against.

ALTER TABLE command_side.course_terms
    ADD COLUMN title         text,
    ADD COLUMN booking_rules jsonb NOT NULL
        DEFAULT '{"minimumNoticeMinutes": 0, "bookingWindowDays": null, "bufferMinutes": 0}';
UPDATE command_side.course_terms AS terms
SET title = (SELECT payload -> 'details' ->> 'title' FROM event_store.domain_events
             WHERE aggregate_identifier = terms.course_id::text AND payload_type IN ('CourseCreated', 'CourseChanged')
             ORDER BY sequence_number DESC LIMIT 1);
ALTER TABLE command_side.course_terms ALTER COLUMN title SET NOT NULL;

CREATE INDEX booking_claims_end ON command_side.booking_claims (upper(during));
CREATE INDEX booking_claims_student ON command_side.booking_claims (student_id);

CREATE TABLE command_side.series_slots (
    slot_id   uuid PRIMARY KEY,
    series_id uuid NOT NULL
);
CREATE INDEX series_slots_series ON command_side.series_slots (series_id);

CREATE TABLE command_side.course_materials (
    material_id uuid PRIMARY KEY,
    course_id   uuid    NOT NULL,
    is_required boolean NOT NULL
);
CREATE INDEX course_materials_course ON command_side.course_materials (course_id);

-- A use is counted by a conditional update of the row, which makes those who want the last one wait for each other.
CREATE TABLE command_side.promo_codes (
    promo_code_id uuid PRIMARY KEY,
    code          text    NOT NULL,
    terms         jsonb   NOT NULL,
    max_uses      integer,
    uses          integer NOT NULL DEFAULT 0,
    active        boolean NOT NULL DEFAULT true,
    CONSTRAINT promo_code_once UNIQUE (code),
    CONSTRAINT uses_not_negative CHECK (uses >= 0)
);
