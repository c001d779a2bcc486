-- The first schema. A step is never edited; the next change is a new numbered file.
-- `pre` steps run before the new program does and only add; `post` steps run when the old one
-- is gone and may take away. Instants are microseconds since 1970 in UTC.

CREATE TABLE person (
    id bigint PRIMARY KEY,
    settings text NOT NULL,
    settings_version bigint NOT NULL,
    lists_version bigint NOT NULL,
    seq bigint NOT NULL,
    next_number bigint NOT NULL,
    next_change bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE project (
    owner bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    rank bigint NOT NULL,
    PRIMARY KEY (owner, name)
);

CREATE TABLE counter (
    name text PRIMARY KEY,
    next bigint NOT NULL
);

CREATE TABLE task (
    id bigint PRIMARY KEY,
    owner bigint NOT NULL,
    title text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    number bigint NOT NULL,
    notes text NOT NULL,
    priority bigint NOT NULL,
    tags text COLLATE "C" NOT NULL,
    project text COLLATE "C",
    parent bigint,
    rank double precision NOT NULL,
    due_day text COLLATE "C",
    due_time text COLLATE "C",
    due_zone text COLLATE "C",
    due_at bigint,
    late_at bigint,
    repeat text,
    series bigint,
    occurrence text COLLATE "C",
    status text COLLATE "C" NOT NULL,
    completed_at bigint,
    version bigint NOT NULL,
    seq bigint NOT NULL,
    folded text COLLATE "C" NOT NULL,
    -- Looked at when the statement ends: one change may close an occurrence and open the next.
    CONSTRAINT task_occurrence EXCLUDE USING btree (series WITH =, occurrence WITH =)
        WHERE (series IS NOT NULL) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT task_open_series EXCLUDE USING btree (series WITH =)
        WHERE (series IS NOT NULL AND status = 'open') DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX task_number ON task (owner, number);
CREATE INDEX task_seq ON task (owner, seq);
CREATE INDEX task_due ON task (owner, (CASE WHEN late_at IS NULL THEN 9223372036854775807 ELSE late_at END), id)
    WHERE status = 'open';
CREATE INDEX task_priority
    ON task (owner, priority, (CASE WHEN late_at IS NULL THEN 9223372036854775807 ELSE late_at END), id)
    WHERE status = 'open';
CREATE INDEX task_folded ON task (owner, folded, id) WHERE status = 'open';
CREATE INDEX task_created ON task (owner, created_at, id) WHERE status = 'open';
CREATE INDEX task_project ON task (owner, project) WHERE project IS NOT NULL;
CREATE INDEX task_completed ON task (owner, completed_at, id) WHERE completed_at IS NOT NULL;
CREATE INDEX task_deleted ON task (owner, updated_at) WHERE status = 'deleted';
CREATE INDEX task_parent ON task (parent) WHERE parent IS NOT NULL;

CREATE TABLE task_tag (
    owner bigint NOT NULL,
    tag text COLLATE "C" NOT NULL,
    task bigint NOT NULL,
    PRIMARY KEY (owner, tag, task)
);
CREATE INDEX task_tag_task ON task_tag (task);

-- The words of every task; each carries its owner, so that the index knows whose they are.
CREATE TABLE task_search (
    owner bigint NOT NULL,
    task bigint NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (owner, task)
);
CREATE INDEX task_search_words ON task_search USING gin (words)
    WITH (gin_pending_list_limit = 512);

-- Words that a person has written, to forgive typos by.
CREATE TABLE word (
    owner bigint NOT NULL,
    word text COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, word)
);

CREATE TABLE reminder (
    id bigint PRIMARY KEY,
    task bigint NOT NULL,
    owner bigint NOT NULL,
    ring text NOT NULL,
    nag_minutes bigint,
    fire_at bigint,
    state text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    attempt bigint NOT NULL,
    snoozed bigint NOT NULL,
    fired_at bigint
);
CREATE INDEX reminder_task ON reminder (task);
CREATE INDEX reminder_due ON reminder (fire_at, id) WHERE state = 'scheduled';
CREATE INDEX reminder_fired ON reminder (owner, fired_at) WHERE fired_at IS NOT NULL;

CREATE TABLE change (
    owner bigint NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    client text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    cause text COLLATE "C",
    run text,
    undoes text COLLATE "C" NOT NULL,
    undone_by text COLLATE "C",
    body text NOT NULL,
    slim bigint NOT NULL,
    PRIMARY KEY (owner, number)
);
CREATE INDEX change_client ON change (owner, client, number);
CREATE INDEX change_cause ON change (owner, cause) WHERE cause IS NOT NULL;
CREATE INDEX change_undone ON change (owner, undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX change_at ON change (owner, at);

CREATE TABLE change_task (
    owner bigint NOT NULL,
    task bigint NOT NULL,
    change bigint NOT NULL,
    PRIMARY KEY (owner, task, change)
);

CREATE TABLE request (
    owner bigint NOT NULL,
    client text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    code text,
    tasks text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (owner, client, key)
);
CREATE INDEX request_at ON request (at);

-- Events, written with their change; the relay claims rows that are not published yet.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner bigint NOT NULL,
    kind text NOT NULL,
    event text,
    type text NOT NULL,
    subject text,
    at bigint NOT NULL,
    data jsonb NOT NULL,
    more text,
    published_at bigint
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

-- The undo code of a change, as tasklark.domain.codes works it out.
CREATE FUNCTION code_of(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    letters CONSTANT text := '0123456789abcdefghjkmnpqrstvwxyz';
    rest bigint := number;
    digits text := '';
BEGIN
    WHILE rest > 0 LOOP
        digits := substr(letters, (rest % 32)::integer + 1, 1) || digits;
        rest := rest / 32;
    END LOOP;
    RETURN lpad(digits, greatest(2, length(digits)), '0')
        || substr(letters, ((number * 17 + 17) % 31)::integer + 1, 1);
END
$$;

-- What a decision was made from is not so any more: the whole statement is rolled back.
CREATE FUNCTION stale() RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stale' USING ERRCODE = 'serialization_failure';
END
$$;
