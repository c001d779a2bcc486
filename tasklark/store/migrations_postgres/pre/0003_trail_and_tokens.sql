-- The audit trail (appended to; only a payload may be blanked), and access tokens.

CREATE TABLE audit (
    owner bigint NOT NULL,
    number bigint NOT NULL,
    event text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    payload text,
    digest text COLLATE "C" NOT NULL,
    link text COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, number),
    UNIQUE (owner, event)
);
CREATE FUNCTION audit_is_written_once() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND new.payload IS NULL
        AND (old.owner, old.number, old.event, old.type, old.at, old.digest, old.link)
        IS NOT DISTINCT FROM
        (new.owner, new.number, new.event, new.type, new.at, new.digest, new.link)
    THEN
        RETURN new;
    END IF;
    RAISE EXCEPTION 'the audit trail is only appended to' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_is_written_once BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_written_once();

CREATE TABLE access_token (
    owner bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    digest text COLLATE "C" NOT NULL,
    scopes text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    used_at bigint,
    revoked_at bigint,
    PRIMARY KEY (owner, id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON audit, access_token TO tasklark_everyone;

ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON audit
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON audit TO tasklark_everyone USING (true);

ALTER TABLE access_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_token FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON access_token
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON access_token TO tasklark_everyone USING (true);
