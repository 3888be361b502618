CREATE TABLE events (at date) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

-- case: a partition
ALTER TABLE events DETACH PARTITION events_1; -- ! detach-not-concurrent

-- case: concurrently
ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY;

-- case: a table of this file
CREATE TABLE logs (at date) PARTITION BY RANGE (at);
CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
ALTER TABLE logs DETACH PARTITION logs_1;

-- case: allowed
-- migration: allow=detach-not-concurrent
ALTER TABLE events DETACH PARTITION events_1;
