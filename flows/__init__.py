"""The pipeline: what a stranger reads first. `tests/test_map.py` holds this map to the folder.

| room | what it is |
| --- | --- |
| `collect.py` | the daily run as Prefect sees it: unit by unit, retries, a state that tells the truth |
| `rerun.py` | an operator's run, workbooks that came by mail, a dry run that says what it would change |
| `rebuild.py` | everything derived again from what was kept, as a form |
| `decide.py` | extensions, exemptions, rulings and answers, as forms |
| `remind.py` | who is reminded by e-mail, each morning |
| `draft.py` | the papers of an instant are drafted after each cutoff, and corrected once they no longer hold |
| `show.py` | pages that an officer asks for: standings at an instant, decisions, deadlines and looks to come |
| `begin.py` | a campaign begins when all is in place, and is closed when it is over |
| `desk/` | what people ask for, one word a file, without Prefect: flows, commands and tests share it |
| `steps/` | the way of the data: pull, keep, read, check, load, fold, stand, publish |
| `store/` | Postgres: the one door to it, the embedded server, whose turn it is, what is recorded |
| `serving/` | Prefect's side: forms, pages, task runners, deploying, alerts, what runs in the background |
| `cli/` | `bluezone …` |
| `demo/` | a campaign as a story |
| `campaigns/` | a folder for each letter: its window and its roster; whose letters they are |
| `deploy/` | systemd units, compose file, image |
| `settings.py` | the environment, read once |
| `errors.py` | our failures, each with who must act |
"""
