"""Postgres.

| module | subject |
| --- | --- |
| `database` | the one door: connections, transactions, retries, the statements of `sql/statements` |
| `records` | rows of a statement as frozen values, columns compared with fields |
| `server_errors` | what the server says, and who must act |
| `releases` | whether the tables are of this release |
| `embedded_postgres`, `plain_paths` | the server that comes along, and paths it can live in |
| `turns`, `pacing` | one run of a campaign at a time; Google's quota shared by all machines |
| `runs`, `rosters`, `decisions`, `reminders`, `advice` | what is recorded, each in its table |
| `retention` | what is removed by policy |
"""
