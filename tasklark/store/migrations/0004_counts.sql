-- What stands beside the list is counted in indexes alone: the inbox, open tasks by tag and project.
-- What is done, newest first, and what repeats are found without looking at all the rest. The inbox
-- has the columns that are always NULL in it, because the planner prefers what it has more bounds of.
CREATE INDEX task_inbox ON task (owner, status, project, parent, due_day, created_at, id) WHERE project IS NULL AND parent IS NULL AND due_day IS NULL;
CREATE INDEX task_tags ON task (owner, status, tags);
CREATE INDEX task_done ON task (owner, status, ifnull(completed_at, -9223372036854775808), id) WHERE status = 'done';
CREATE INDEX task_repeating ON task (owner, status, ifnull(late_at, 9223372036854775807), id) WHERE repeat IS NOT NULL;
DROP INDEX task_project;
CREATE INDEX task_project ON task (owner, status, project);
