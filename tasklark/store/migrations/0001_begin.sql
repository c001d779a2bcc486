-- The first schema. A step is never edited; the next change is a new numbered file.

CREATE TABLE change (
    owner INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    client TEXT NOT NULL,
    reason TEXT NOT NULL,
    cause TEXT,
    run TEXT,
    undoes TEXT NOT NULL,
    undone_by TEXT,
    body TEXT NOT NULL,
    slim INTEGER NOT NULL,
    PRIMARY KEY (owner, number)
) WITHOUT ROWID;
CREATE INDEX change_at ON change (owner, at);
CREATE INDEX change_cause ON change (owner, cause) WHERE cause IS NOT NULL;
CREATE INDEX change_client ON change (owner, client, number);

CREATE TABLE change_task (
    owner INTEGER NOT NULL,
    task INTEGER NOT NULL,
    change INTEGER NOT NULL,
    PRIMARY KEY (owner, task, change)
) WITHOUT ROWID;

CREATE TABLE consumer (
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE counter (
    name TEXT NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE job (
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    payload BLOB NOT NULL,
    stamp INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    PRIMARY KEY (name)
);
CREATE INDEX job_at ON job (at);

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner INTEGER NOT NULL,
    kind TEXT NOT NULL,
    event TEXT,
    type TEXT NOT NULL,
    subject TEXT,
    at INTEGER NOT NULL,
    data BLOB NOT NULL,
    more TEXT
);

CREATE TABLE parked (
    id INTEGER NOT NULL,
    consumer TEXT NOT NULL,
    outbox INTEGER NOT NULL,
    topic TEXT NOT NULL,
    event TEXT NOT NULL,
    tries INTEGER NOT NULL,
    retry_at INTEGER,
    cause TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (consumer, outbox)
);
CREATE INDEX parked_retry ON parked (retry_at) WHERE retry_at IS NOT NULL;

CREATE TABLE person (
    id INTEGER NOT NULL,
    settings TEXT NOT NULL,
    settings_version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    next_number INTEGER NOT NULL,
    next_change INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE project (
    owner INTEGER NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
) WITHOUT ROWID;

CREATE TABLE reminder (
    id INTEGER NOT NULL,
    task INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    ring TEXT NOT NULL,
    nag_minutes INTEGER,
    fire_at INTEGER,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    snoozed INTEGER NOT NULL,
    fired_at INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX reminder_due ON reminder (fire_at) WHERE state = 'scheduled';
CREATE INDEX reminder_fired ON reminder (owner, fired_at) WHERE fired_at IS NOT NULL;
CREATE INDEX reminder_task ON reminder (task);

CREATE TABLE request (
    owner INTEGER NOT NULL,
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    code TEXT,
    tasks TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (owner, client, key)
) WITHOUT ROWID;
CREATE INDEX request_at ON request (at);

CREATE TABLE state (
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    etag INTEGER NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (key)
);
CREATE INDEX state_expires ON state (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE task (
    id INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    notes TEXT NOT NULL,
    priority INTEGER NOT NULL,
    tags TEXT NOT NULL,
    project TEXT,
    parent INTEGER,
    rank FLOAT NOT NULL,
    due_day TEXT,
    due_time TEXT,
    due_zone TEXT,
    due_at INTEGER,
    late_at INTEGER,
    repeat TEXT,
    series INTEGER,
    occurrence TEXT,
    status TEXT NOT NULL,
    completed_at INTEGER,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX task_completed ON task (owner, completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX task_created ON task (owner, status, created_at, id);
CREATE INDEX task_due ON task (owner, status, ifnull(late_at, 9223372036854775807), id);
CREATE INDEX task_folded ON task (owner, status, folded, id);
CREATE INDEX task_number ON task (owner, number);
CREATE UNIQUE INDEX task_occurrence ON task (series, occurrence) WHERE series IS NOT NULL;
CREATE UNIQUE INDEX task_open_series ON task (series) WHERE series IS NOT NULL AND status = 'open';
CREATE INDEX task_parent ON task (parent) WHERE parent IS NOT NULL;
CREATE INDEX task_priority ON task (owner, status, priority, ifnull(late_at, 9223372036854775807), id);
CREATE INDEX task_project ON task (owner, project) WHERE project IS NOT NULL;
CREATE INDEX task_seq ON task (owner, seq);

CREATE TABLE task_tag (
    owner INTEGER NOT NULL,
    tag TEXT NOT NULL,
    task INTEGER NOT NULL,
    PRIMARY KEY (owner, tag, task)
) WITHOUT ROWID;
CREATE INDEX task_tag_task ON task_tag (task);
