"""The pipeline, in reading order.

| read | to learn |
| --- | --- |
| `collect.py` | the daily run as Prefect sees it: unit by unit, retries, a state that tells the truth |
| `rerun.py`, `rehearsing.py` | an operator's run, and a dry run that says what it would change |
| `collecting.py` | the same run without Prefect: unit by unit, in rounds, to its close |
| `opening.py` | whose turn it is, and a last word on record whatever becomes of a run |
| `task_runners.py` | threads, or the workers of a Dask scheduler |
| `folding.py` | how a unit's kept returns become rows, in order, again and again the same |
| `rebuilding.py` | everything derived again from the kept snapshots; a dry run shows what would change |
| `doctor.py` | what is looked at before a campaign begins |
| `feedback.py` | what a unit finds in its own sheet, where the campaign asks for it |
| `sources/` | where sheets come from: `google_sheets.py`, `workbooks.py` |
| `steps/` | what is done with them: snapshots, reading, checking, loading, standings, publishing |
| `settings.py`, `errors.py` | the environment, and our failures with who must act |
| `cli.py`, `commands/` | `bluezone …` |
| `demo/` | the campaign of August 2020 as a story |
"""
