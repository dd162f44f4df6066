"""A campaign played before its letter goes out: in simulated time, on its own templates, in a database of its own.

Apart from a dry run (`flows.desk.collection.dry_run`), which says what a real look would change now, and from the
demonstration (`flows.demo`), which is the story of one letter.

| module | subject |
| --- | --- |
| `roles` | which unit plays what, and the words for it |
| `story` | what the units and the desk do, and when, by the campaign's own timetable |
| `returns` | a unit's template as it comes back: right, with a mistake, damaged |
| `stage` | scenes laid down, looks, papers and reminders run as of their instants |
| `play` | the whole of it, from a campaign to a value |
| `moments` | that value |
| `checks` | what to look at before the letter goes out |
| `told` | the play as a table and sentences |
"""
