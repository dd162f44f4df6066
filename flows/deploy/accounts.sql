-- The accounts of a desk, made once by whoever administers the server; doing it twice changes nothing but passwords.
--   bluezone_owner   owns database and tables; `bluezone migrate`, `bluezone prune`
--   bluezone_worker  may be bluezone_pipeline and no more: the worker, and whoever collects and decides
--   prefect          owns Prefect's own database and sees nothing of ours
-- Their passwords come from the environment; letters, digits and - _ need no care in a URL (openssl rand -hex 24):
--   OWNER_PASSWORD=… WORKER_PASSWORD=… PREFECT_PASSWORD=… psql -f flows/deploy/accounts.sql postgres
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv worker_password WORKER_PASSWORD
\getenv prefect_password PREFECT_PASSWORD

-- What is written here is in no log of the server.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';

SELECT format('CREATE ROLE %I', role)
FROM unnest(ARRAY['bluezone_pipeline', 'bluezone_analyst', 'bluezone_owner', 'bluezone_worker', 'prefect']) AS role
WHERE role NOT IN (SELECT rolname FROM pg_roles)
\gexec

ALTER ROLE bluezone_owner LOGIN CREATEROLE PASSWORD :'owner_password';
ALTER ROLE bluezone_worker LOGIN PASSWORD :'worker_password';
ALTER ROLE prefect LOGIN PASSWORD :'prefect_password';
GRANT bluezone_pipeline, bluezone_analyst TO bluezone_owner WITH ADMIN OPTION;
GRANT bluezone_pipeline TO bluezone_worker;

SELECT format('CREATE DATABASE %I ENCODING ''UTF8'' TEMPLATE template0', name)
FROM unnest(ARRAY['bluezone', 'prefect']) AS name
WHERE name NOT IN (SELECT datname FROM pg_database)
\gexec
ALTER DATABASE bluezone OWNER TO bluezone_owner;
ALTER DATABASE prefect OWNER TO prefect;
REVOKE CONNECT ON DATABASE bluezone, prefect FROM PUBLIC;
GRANT CONNECT ON DATABASE bluezone TO bluezone_worker, bluezone_analyst;
