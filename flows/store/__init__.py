"""Postgres.

| module | subject |
| --- | --- |
| `database` | the one door: connections, transactions, retries, the statements of `sql/statements` |
| `records` | rows of a statement as frozen values, columns compared with fields |
| `address`, `url_secrets` | where it is, for connections and for people; what of that nobody is shown |
| `server_errors` | what the server says, and who must act |
| `releases` | whether the tables are of this release |
| `embedded/` | the server that comes along |
| `folders` | folders of this user alone |
| `turns`, `pacing` | one run of a campaign at a time; Google's quota shared by all machines |
| `chains` | whether what was recorded still hangs together, link by link |
| `runs`, `rosters`, `decisions`, `reminders`, `advice` | what is recorded, each in its table |
| `retention` | what is removed by policy |
"""
