-- The audit trail (appended to; only a payload may be blanked), and access tokens.

CREATE TABLE audit (
    owner INTEGER NOT NULL,
    number INTEGER NOT NULL,
    event TEXT NOT NULL,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,
    payload TEXT,
    digest TEXT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (owner, number),
    UNIQUE (owner, event)
) WITHOUT ROWID;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only appended to');
END;
CREATE TRIGGER audit_is_written_once BEFORE UPDATE ON audit
WHEN new.payload IS NOT NULL
    OR (old.owner, old.number, old.event, old.type, old.at, old.digest, old.link)
    IS NOT (new.owner, new.number, new.event, new.type, new.at, new.digest, new.link)
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only appended to');
END;

CREATE TABLE access_token (
    owner INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    used_at INTEGER,
    revoked_at INTEGER,
    PRIMARY KEY (owner, id)
) WITHOUT ROWID;
