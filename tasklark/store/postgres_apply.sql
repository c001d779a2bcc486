-- Applies any ChangeSet: everything or nothing, in one statement and one round trip.
-- The person's row is taken first: it orders this person's writes and hands out seqs, numbers and
-- the number of the change. Rows come whole as JSON, one alone as values; a fresh one has a number
-- below zero (counted from the lowest), a changed one must still have the version that was read.
-- What a change does not need is left out by its mark, `-- [part]` (`-- [two parts]`: for a change
-- that has both): PostgreSQL prepares for every part it is given, whether or not it has rows
-- (postgres_statement.py).
WITH taken AS (
    UPDATE person SET
        seq = seq + %(seqs)s,
        next_number = next_number + %(numbers)s,
        next_change = next_change + %(recorded)s,
        settings = coalesce(%(settings)s, settings),
        settings_version = settings_version + (%(settings)s IS NOT NULL)::integer,
        lists_version = lists_version + %(listed)s
    WHERE id = %(owner)s
        AND settings_version = %(settings_version)s AND lists_version = %(lists_version)s
    RETURNING
        seq - %(seqs)s AS seq, next_number - %(numbers)s AS number,
        next_change - %(recorded)s AS change,
        CASE WHEN %(recorded)s > 0 THEN
            CASE WHEN next_change - %(recorded)s = %(likely)s THEN %(likely_code)s
            ELSE code_of(next_change - %(recorded)s) END
        END AS code
),
line AS MATERIALIZED (
    SELECT
        given.*,
        taken.code,
        taken.seq + given.place AS its_seq,
        CASE WHEN given.number < 0 THEN taken.number + given.number + %(lowest)s ELSE given.number END
            AS its_number
    FROM taken, jsonb_to_recordset(%(rows)s::jsonb) AS given (
        place bigint, fresh boolean, labels text[], words text, lexicon text[],
        id bigint, title text, created_at bigint, updated_at bigint, number bigint, notes text,
        priority bigint, tags text, project text, parent bigint, rank double precision,
        due_day text, due_time text, due_zone text, due_at bigint, late_at bigint, repeat text,
        series bigint, occurrence text, status text, completed_at bigint, version bigint,
        folded text
    )
),
-- [inserts]
added AS (
    INSERT INTO task (
        id, owner, title, created_at, updated_at, number, notes, priority, tags, project, parent,
        rank, due_day, due_time, due_zone, due_at, late_at, repeat, series, occurrence, status,
        completed_at, version, seq, folded
    )
    SELECT
        id, %(owner)s, title, created_at, updated_at, its_number, notes, priority, tags, project,
        parent, rank, due_day, due_time, due_zone, due_at, late_at, repeat, series, occurrence,
        status, completed_at, version, its_seq, folded
    FROM line WHERE fresh
),
-- [updates]
changed AS (
    UPDATE task SET
        title = line.title, updated_at = line.updated_at, notes = line.notes,
        priority = line.priority, tags = line.tags, project = line.project, parent = line.parent,
        rank = line.rank, due_day = line.due_day, due_time = line.due_time,
        due_zone = line.due_zone, due_at = line.due_at, late_at = line.late_at,
        repeat = line.repeat, series = line.series, occurrence = line.occurrence,
        status = line.status, completed_at = line.completed_at, version = line.version,
        seq = line.its_seq, folded = line.folded
    FROM line
    WHERE NOT line.fresh AND task.id = line.id AND task.owner = %(owner)s
        AND task.version = line.version - 1
    RETURNING task.id
),
-- [relabel]
unlabelled AS (
    DELETE FROM task_tag USING line
    WHERE NOT line.fresh AND line.labels IS NOT NULL AND task_tag.task = line.id
        AND task_tag.tag <> ALL (line.labels)
),
-- [labels]
labelled AS (
    INSERT INTO task_tag (owner, tag, task)
    SELECT %(owner)s, label, line.id FROM line, unnest(line.labels) AS label
-- [labels updates]
    ON CONFLICT DO NOTHING
-- [labels]
),
-- [words]
searched AS (
    INSERT INTO task_search (owner, task, words)
    SELECT %(owner)s, id, words::tsvector FROM line WHERE words IS NOT NULL
-- [words updates]
    ON CONFLICT (owner, task) DO UPDATE SET words = excluded.words
-- [words]
),
-- [lexicon]
learnt AS (
    INSERT INTO word (owner, word)
    SELECT DISTINCT %(owner)s::bigint, entry FROM line, unnest(line.lexicon) AS entry
    ON CONFLICT DO NOTHING
),
-- [reminders]
ring AS MATERIALIZED (
    SELECT given.* FROM taken, jsonb_to_recordset(%(reminders)s::jsonb) AS given (
        was text, was_revision bigint, was_attempt bigint, gone boolean,
        id bigint, task bigint, ring text, nag_minutes bigint, fire_at bigint, state text,
        revision bigint, attempt bigint, snoozed bigint, fired_at bigint
    )
),
ring_added AS (
    INSERT INTO reminder (
        id, task, owner, ring, nag_minutes, fire_at, state, revision, attempt, snoozed, fired_at
    )
    SELECT
        id, task, %(owner)s, ring, nag_minutes, fire_at, state, revision, attempt, snoozed, fired_at
    FROM ring WHERE was IS NULL
),
ring_changed AS (
    UPDATE reminder SET
        task = ring.task, ring = ring.ring, nag_minutes = ring.nag_minutes,
        fire_at = ring.fire_at, state = ring.state, revision = ring.revision,
        attempt = ring.attempt, snoozed = ring.snoozed, fired_at = ring.fired_at
    FROM ring
    WHERE ring.was IS NOT NULL AND NOT ring.gone AND reminder.id = ring.id
        AND reminder.owner = %(owner)s AND reminder.state = ring.was
        AND reminder.revision = ring.was_revision AND reminder.attempt = ring.was_attempt
    RETURNING reminder.id
),
ring_gone AS (
    DELETE FROM reminder USING ring
    WHERE ring.gone AND reminder.id = ring.id AND reminder.owner = %(owner)s
        AND reminder.state = ring.was AND reminder.revision = ring.was_revision
        AND reminder.attempt = ring.was_attempt
    RETURNING reminder.id
),
-- [projects]
delisted AS (
    DELETE FROM project USING taken
    WHERE owner = %(owner)s AND name = ANY (%(delisted)s::text[])
),
enlisted AS (
    INSERT INTO project (owner, name, rank)
    SELECT
        %(owner)s, entry.name,
        coalesce(
            entry.rank,
            entry.place + (SELECT coalesce(max(rank), -1) FROM project WHERE owner = %(owner)s)
        )
    FROM taken, unnest(%(enlisted)s::text[], %(enlisted_ranks)s::bigint[])
        WITH ORDINALITY AS entry (name, rank, place)
    ON CONFLICT DO NOTHING
),
relisted AS (
    UPDATE project SET name = given.after, rank = coalesce(given.rank, project.rank)
    FROM taken, jsonb_to_recordset(%(relisted)s::jsonb) AS given (
        before text, after text, rank bigint
    )
    WHERE project.owner = %(owner)s AND project.name = given.before
        AND (given.after = given.before OR NOT EXISTS (
            SELECT 1 FROM project AS other
            WHERE other.owner = %(owner)s AND other.name = given.after))
),
-- [record]
recorded AS (
    INSERT INTO change (
        owner, number, at, actor, client, reason, cause, run, undoes, body, slim
    )
    SELECT
        %(owner)s, taken.change, %(at)s, %(actor)s, %(client)s, %(reason)s, %(cause)s, %(run)s,
        %(undoes)s, %(body)s, 0
    FROM taken WHERE %(recorded)s > 0
),
touched AS (
    INSERT INTO change_task (owner, task, change)
    SELECT %(owner)s, id, taken.change FROM taken, unnest(%(touched)s::bigint[]) AS id
    WHERE %(recorded)s > 0
),
-- [undone]
undone AS (
    -- What an undone change had itself taken back holds again.
    UPDATE change
    SET undone_by = CASE WHEN change.number = ANY (%(undone)s::bigint[]) THEN taken.code END
    FROM taken
    WHERE change.owner = %(owner)s AND cardinality(%(undone)s::bigint[]) > 0
        AND (change.number = ANY (%(undone)s::bigint[])
            OR change.undone_by = ANY (%(undone_codes)s::text[]))
),
-- [request]
answered AS (
    INSERT INTO request (owner, client, key, fingerprint, code, tasks, at)
    SELECT
        %(owner)s, %(client)s, %(request)s::text, %(fingerprint)s, taken.code, %(answer)s, %(at)s
    FROM taken WHERE %(request)s::text IS NOT NULL
),
-- [one]
told AS (
    -- Of two fields of one name the last counts: what is only known here stands behind the rest.
    INSERT INTO outbox (owner, kind, type, subject, at, more, data)
    SELECT
        %(owner)s, %(kind)s, %(type)s, %(subject)s, %(at)s, %(more)s::text,
        (%(data)s || ',"number":' || line.its_number || ',"seq":' || line.its_seq || %(data_rest)s
            || ',"change":"' || line.code || '","seq":' || line.its_seq || '}')::jsonb
    FROM line
),
-- [events]
sent AS (
    INSERT INTO outbox (owner, kind, type, subject, at, more, data)
    SELECT
        %(owner)s, event.kind, event.type, event.subject, %(at)s, %(more)s::text,
        CASE WHEN line.id IS NULL THEN event.data || jsonb_build_object('change', taken.code)
        ELSE event.data || jsonb_build_object(
            'change', taken.code, 'seq', line.its_seq,
            'task_data', event.data -> 'task_data'
                || jsonb_build_object('number', line.its_number, 'seq', line.its_seq)
        ) END
    FROM taken, jsonb_to_recordset(%(events)s::jsonb) AS event (
        place bigint, of_line bigint, kind text, type text, subject text, data jsonb
    )
    LEFT JOIN line ON line.place = event.of_line
    ORDER BY event.place
),
-- [end]
SELECT taken.seq, taken.number, taken.change FROM taken
WHERE CASE WHEN false
-- [updates]
    OR (SELECT count(*) FROM changed) <> %(changing)s
-- [reminders]
    OR (SELECT count(*) FROM ring_changed) + (SELECT count(*) FROM ring_gone)
        <> (SELECT count(*) FROM ring WHERE was IS NOT NULL)
-- [seen]
    -- Rows that were only looked at: still as read, and nothing moved while this waited its turn.
    OR (SELECT count(*) FROM task
        JOIN unnest(%(seen)s::bigint[], %(seen_versions)s::bigint[]) AS seen (id, version)
            ON task.id = seen.id AND task.version = seen.version
        WHERE task.owner = %(owner)s) <> cardinality(%(seen)s::bigint[])
    OR (SELECT seq FROM person WHERE id = %(owner)s) <> taken.seq
-- [end]
THEN stale() ELSE true END
