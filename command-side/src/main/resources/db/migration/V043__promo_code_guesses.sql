-- How many promo codes that do not exist a user has tried since a point in time. A row for each user who ever tried one.
CREATE TABLE command_side.promo_code_guesses (
    user_id uuid PRIMARY KEY,
    since timestamptz NOT NULL,
    guesses integer NOT NULL
);
