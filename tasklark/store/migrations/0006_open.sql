-- The orders of lists are kept for open tasks alone: to complete a task takes it out of them, and puts
-- it nowhere else. What is done is found newest first, what is in the bin likewise. The edge of a
-- day, where dated and timed tasks meet, is told in the index, too. A task's tags are known to
-- whoever changes them, and when it was completed is an index's already.
DROP INDEX task_due;
CREATE INDEX task_due ON task (owner, status, ifnull(late_at, 9223372036854775807), priority, id, due_at) WHERE status = 'open';
DROP INDEX task_priority;
CREATE INDEX task_priority ON task (owner, status, priority, ifnull(late_at, 9223372036854775807), id) WHERE status = 'open';
DROP INDEX task_folded;
CREATE INDEX task_folded ON task (owner, status, folded, id) WHERE status = 'open';
DROP INDEX task_created;
CREATE INDEX task_created ON task (owner, status, created_at, id) WHERE status = 'open';
DROP INDEX task_tags;
CREATE INDEX task_tags ON task (owner, status, tags) WHERE status = 'open';
DROP INDEX task_inbox;
CREATE INDEX task_inbox ON task (owner, status, project, parent, due_day, created_at, id) WHERE status = 'open' AND project IS NULL AND parent IS NULL AND due_day IS NULL;
CREATE INDEX task_bin ON task (owner, status, created_at, id) WHERE status = 'deleted';
DROP INDEX task_completed;
DROP INDEX task_tag_task;
-- As lists by due are ordered: by priority on one day.
DROP INDEX task_repeating;
CREATE INDEX task_repeating ON task (owner, status, ifnull(late_at, 9223372036854775807), priority, id) WHERE repeat IS NOT NULL;
