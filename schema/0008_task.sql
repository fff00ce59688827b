-- SPDX-License-Identifier: EUPL-1.2
-- What waits for a member of staff (src/feature/task/task.h).

-- Personal data: who asked and who closed it, kept as long as the file of the child; no words of a person stand here.
CREATE TABLE task (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    kind         TEXT   NOT NULL,             -- a name of src/feature/task/kind.c: what has to be done, and on which page
    child        BIGINT NOT NULL DEFAULT 0,   -- whom it is about; 0: no child
    care_group   BIGINT NOT NULL DEFAULT 0,   -- for a task about no child: for the staff of this group; 0: no group
    location     BIGINT NOT NULL DEFAULT 0,   -- for a task about neither: for who manages this location; 0: the organisation
    object       BIGINT NOT NULL DEFAULT 0,   -- what the kind's page works on; 0: the child, group or location itself
    need         BIGINT NOT NULL,             -- scope bits (src/access/scope.h): who has one of them sees the task
    created_at   BIGINT NOT NULL,
    created_by   BIGINT NOT NULL,             -- whose act asked for it; 0: the program
    closed_at    BIGINT,
    closed_by    BIGINT NOT NULL DEFAULT 0,   -- 0: the program, or still open
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX task_open ON task (organisation, id) WHERE closed_at IS NULL;
CREATE INDEX task_child ON task (organisation, child, id) WHERE closed_at IS NULL;
CREATE INDEX task_object ON task (organisation, object, kind) WHERE closed_at IS NULL;
