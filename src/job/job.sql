-- SPDX-License-Identifier: EUPL-1.2
-- Jobs (job/job.h). A leased job is a waiting one whose run_after is the end of the lease: who dies in the middle
-- gives it back by itself.

-- statement job_insert run
-- Adds a job, unless one of this kind with this key is here.
-- in  organisation organisation_id
-- in  id           job_id
-- in  kind         text
-- in  payload      text
-- in  unique_key   text
-- in  run_after    instant
-- in  at           instant
INSERT INTO job (organisation, id, kind, payload, unique_key, run_after, created_at)
VALUES ($organisation, $id, $kind, $payload, $unique_key, $run_after, $at)
ON CONFLICT (organisation, kind, unique_key) DO NOTHING;

-- statement job_due one
-- The job that has been due longest.
-- every organisation: one runner works for all
-- in  now          instant
-- out organisation organisation_id
-- out id           job_id
-- out kind         text
SELECT j.organisation AS organisation, j.id AS id, j.kind AS kind FROM job AS j
 WHERE j.state = 'waiting' AND j.run_after <= $now
 ORDER BY j.run_after, j.id
 LIMIT 1;

-- statement job_lease run
-- Takes it, if nobody else did meanwhile.
-- in  organisation organisation_id
-- in  id           job_id
-- in  lease        integer
-- in  now          instant
-- in  until        instant
UPDATE job AS j
   SET leased_by = $lease, leased_until = $until, run_after = $until, attempts = j.attempts + 1
 WHERE j.organisation = $organisation AND j.id = $id AND j.state = 'waiting' AND j.run_after <= $now;

-- statement job_get one
-- What to do, for who leased it.
-- in  organisation organisation_id
-- in  id           job_id
-- out payload      text
-- out attempts     integer
SELECT j.payload AS payload, j.attempts AS attempts FROM job AS j
 WHERE j.organisation = $organisation AND j.id = $id;

-- statement job_end run
-- Done, or given up: only by who has the lease.
-- in  organisation organisation_id
-- in  id           job_id
-- in  lease        integer
-- in  state        text
-- in  last_error   text
-- in  at           instant
UPDATE job AS j
   SET state = $state, last_error = $last_error, finished_at = $at, leased_until = 0, leased_by = 0
 WHERE j.organisation = $organisation AND j.id = $id AND j.state = 'waiting' AND j.leased_by = $lease;

-- statement job_postpone run
-- Failed this time: again later.
-- in  organisation organisation_id
-- in  id           job_id
-- in  lease        integer
-- in  last_error   text
-- in  run_after    instant
UPDATE job AS j
   SET last_error = $last_error, run_after = $run_after, leased_until = 0, leased_by = 0
 WHERE j.organisation = $organisation AND j.id = $id AND j.state = 'waiting' AND j.leased_by = $lease;

-- statement job_forget run
-- Ended jobs are kept for JOB_KEEP_DAYS, for the operator and for their keys.
-- every organisation: cleaning
-- in  before instant
DELETE FROM job AS j WHERE j.finished_at < $before;

-- statement job_figures one
-- For doctor: how much waits, how much was given up.
-- every organisation: figures of the whole installation
-- in  now     instant
-- out waiting integer
-- out late    integer
-- out failed  integer
SELECT COALESCE(SUM(CASE WHEN j.state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting,
       COALESCE(SUM(CASE WHEN j.state = 'waiting' AND j.run_after <= $now THEN 1 ELSE 0 END), 0) AS late,
       COALESCE(SUM(CASE WHEN j.state = 'failed' THEN 1 ELSE 0 END), 0) AS failed
  FROM job AS j;
