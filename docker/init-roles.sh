#!/bin/sh
# Runs once, when the database is made: the application's role, which has fewer rights than the owner.
set -eu
psql -v ON_ERROR_STOP=1 -v app_password="$MEDICALEDU_DB_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE medicaledu LOGIN PASSWORD :'app_password';
SQL
