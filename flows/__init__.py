"""The pipeline, in reading order.

| read | to learn |
| --- | --- |
| `collect.py` | the daily run as Prefect sees it: unit by unit, retries, a state that tells the truth |
| `rerun.py`, `rehearsing.py` | an operator's run, and a dry run that says what it would change |
| `collecting.py` | the same run without Prefect: unit by unit, in rounds, to its close |
| `opening.py` | whose turn it is, and a last word on record whatever becomes of a run |
| `claimed.py` | when a place without any unit's sheet is a wrong place, and when nobody has sent anything yet |
| `task_runners.py` | threads, or the workers of a Dask scheduler |
| `folding.py` | how a unit's kept returns become rows, in order, again and again the same |
| `rebuilding.py` | everything derived again from the kept snapshots; a dry run shows what would change |
| `pruning.py` | what the sheets' own words are removed by policy; hashes and figures stay |
| `deciding.py`, `decide.py` | what people decide about a unit, and the forms for it |
| `rebuild.py` | the same as an operator's form in Prefect |
| `artifacts.py`, `run_pages.py` | what operators see of a run in Prefect, and what it says |
| `doctor.py` | what is looked at before a campaign begins |
| `feedback.py` | what a unit finds in its own sheet, where the campaign asks for it |
| `remind.py`, `reminding.py` | who is reminded by e-mail and when, and why no letter goes out twice by itself |
| `reminders/` | the letter as a unit reads it, and the mail server it is handed to |
| `sources/` | where sheets come from: `google_sheets.py`, `workbooks.py` |
| `steps/` | what is done with them: snapshots, reading, checking, loading, standings, publishing |
| `serving/` | Prefect on this machine: put on schedule, watched over, taken off without losing a run |
| `local_prefect.py`, `proxies.py` | how Prefect is set up where nobody set it, and which proxies lead where |
| `settings.py`, `errors.py` | the environment, and our failures with who must act |
| `cli.py`, `commands/` | `bluezone …` |
| `demo/` | the campaign of August 2020 as a story |
"""
