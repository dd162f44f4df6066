"""Postgres.

| module | subject |
| --- | --- |
| `database` | the one door: connections, transactions, retries, the statements of `sql/statements` |
| `records`, `relations` | rows of a statement as frozen values, columns compared with fields; rows of `report` as analysts read them |
| `connecting/` | where the server is, what of that nobody is shown, what it says and who must act |
| `migration`, `releases`, `patterns` | the tables brought to this release, and whether they are; texts' rules given to the server |
| `dictionaries`, `rendering` | what the forms of all campaigns ask for; SQL repeated for each quantity |
| `exclusive`, `turns`, `pacing` | one migration at a time; one run of a campaign at a time; no quota met by runs together |
| `recorded/` | what is recorded beside the figures, each in its table: runs, decisions, reminders, chains … |
| `embedded/`, `scratch` | the server that comes along; one for as long as a block runs |
| `files/` | the folders and files of a home |
"""
