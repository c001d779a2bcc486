-- The second net: whoever uses the tables sees one person's rows, named for one transaction by
-- set_config('tasklark.person', …, true); unset or empty: no row. Services that look after
-- everybody's reminders, events and old rows take on the role tasklark_everyone for a transaction.
-- The condition is a plain equality, so that PostgreSQL folds it into the statement's own one and
-- looks at it once. task_search has no policy: with one, its index could not be used; its words
-- carry the owner, and so does every statement over it.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tasklark_everyone') THEN
        CREATE ROLE tasklark_everyone NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
EXCEPTION
    -- Another database of this server is being migrated at the same moment.
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
GRANT USAGE ON SCHEMA public TO tasklark_everyone;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tasklark_everyone;
REVOKE INSERT, UPDATE, DELETE ON migration FROM tasklark_everyone;

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON person
    USING (id = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON person TO tasklark_everyone USING (true);

ALTER TABLE project ENABLE ROW LEVEL SECURITY;
ALTER TABLE project FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON project
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON project TO tasklark_everyone USING (true);

ALTER TABLE task ENABLE ROW LEVEL SECURITY;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON task TO tasklark_everyone USING (true);

ALTER TABLE task_tag ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_tag FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task_tag
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON task_tag TO tasklark_everyone USING (true);

ALTER TABLE word ENABLE ROW LEVEL SECURITY;
ALTER TABLE word FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON word
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON word TO tasklark_everyone USING (true);

ALTER TABLE reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON reminder
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON reminder TO tasklark_everyone USING (true);

ALTER TABLE change ENABLE ROW LEVEL SECURITY;
ALTER TABLE change FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON change
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON change TO tasklark_everyone USING (true);

ALTER TABLE change_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE change_task FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON change_task
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON change_task TO tasklark_everyone USING (true);

ALTER TABLE request ENABLE ROW LEVEL SECURITY;
ALTER TABLE request FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON request
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON request TO tasklark_everyone USING (true);

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON outbox
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON outbox TO tasklark_everyone USING (true);
