-- Job runs: kept for jobs that were missed while nobody ran, and never read or written, since trackers.reconciled_at tells the same.
-- Runs once, after 0003; running it again does no harm.

drop table if exists job_runs;
