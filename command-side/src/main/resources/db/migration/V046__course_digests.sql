-- Since when changes of a course are collected, to be told together.
CREATE TABLE command_side.course_digests (
    course_id uuid PRIMARY KEY,
    since     timestamptz NOT NULL
);
