"""The PostgreSQL server that comes along, for whoever has no server.

| module | subject |
| --- | --- |
| `postgres` | started once, left running, stopped |
| `account` | as whom it runs, and from which programs |
| `process` | how a running one is found |
| `plain_paths` | paths that it can live in |
"""
