-- Who does what only one process may do at a time, by the database's clock: a session's lock would
-- break behind a pooler. `fence` rises with every new holder, so that one who slept knows it.

CREATE TABLE lease (
    name text PRIMARY KEY,
    holder text NOT NULL,
    fence bigint NOT NULL,
    until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON lease TO tasklark_everyone;
