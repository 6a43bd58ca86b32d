-- db-scheduler's table (https://github.com/kagkarlsson/db-scheduler, PostgreSQL variant): deadlines and recurring jobs.
CREATE SCHEMA IF NOT EXISTS scheduler;

CREATE TABLE scheduler.scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON scheduler.scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduler.scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority_execution_time ON scheduler.scheduled_tasks (priority DESC, execution_time ASC);
