"""Look at every unit's sheet: from a request to a run that says what it saw.

| module | subject |
| --- | --- |
| `opening` | whose turn it is, and a last word on record whatever becomes of a run |
| `run` | a run as one process works on it |
| `source`, `place` | where the sheets are, and whether it is the right place |
| `looks` | unit by unit, in rounds |
| `keeping` | what was seen of some units is kept and folded together |
| `closing` | standings, flags, the run's record; the units' sheets written back to |
| `tabs` | a tab that was renamed since the last look |
| `summary` | how a run ended, in one sentence |
| `dry_run` | the same without writing: what a look would change |
"""
