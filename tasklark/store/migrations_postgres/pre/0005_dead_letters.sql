-- Events that a consumer gave up, as the topics <topic>.dlq bring them. What is no event belongs to
-- nobody (owner 0) and is kept as it came.

CREATE TABLE dead_letter (
    id bigint GENERATED ALWAYS AS IDENTITY,
    owner bigint NOT NULL,
    letter text COLLATE "C" NOT NULL,
    consumer text NOT NULL,
    topic text NOT NULL,
    event text,
    body text,
    tries bigint NOT NULL,
    cause text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (owner, id),
    UNIQUE (owner, letter)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON dead_letter TO tasklark_everyone;
ALTER TABLE dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON dead_letter
    USING (owner = nullif(current_setting('tasklark.person', true), '')::bigint);
CREATE POLICY everyone ON dead_letter TO tasklark_everyone USING (true);
