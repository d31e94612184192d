-- Gives the gateway's and the scheduler's database roles what they need, and no more. Both exist; whoever runs this
-- owns the tables, as the allocator's role does. It can be run again at any time, and has to be after an upgrade that
-- adds tables.
--
--   psql "$URL_OF_THE_ALLOCATORS_ROLE" -v gateway=rentabot_gateway -v scheduler=rentabot_scheduler -f deploy/postgres/roles.sql
\set ON_ERROR_STOP on
BEGIN;

GRANT USAGE ON SCHEMA public TO :"gateway", :"scheduler";
GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"gateway", :"scheduler";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO :"gateway", :"scheduler";

-- Attempts that were refused: the gateway's own part of the audit trail.
GRANT INSERT ON refused_attempts TO :"gateway";

-- Webhooks, and what was asked for about them: the gateway's. Deliveries, and how far they are: the scheduler's.
GRANT INSERT, UPDATE, DELETE ON webhooks, webhook_redeliveries, webhook_answers TO :"gateway";
GRANT INSERT, UPDATE, DELETE ON webhook_positions, webhook_deliveries TO :"scheduler";
-- The keys that protect the cookies of its pages.
GRANT INSERT ON cookie_keys TO :"gateway";

-- Quartz's tables.
SELECT format('GRANT INSERT, UPDATE, DELETE ON %I TO %I', tablename, :'scheduler')
FROM pg_tables
WHERE schemaname = 'public' AND tablename LIKE 'qrtz\_%'
\gexec

COMMIT;
