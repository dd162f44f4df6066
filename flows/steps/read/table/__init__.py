"""Where a table stands in a tab, and what each of its columns is.

| module | what it tells |
| --- | --- |
| `place` | which rows of a tab are the heading |
| `heading` | some rows read as one heading: a column for each field |
| `grid` | which text stands over which column |
| `groups` | what several columns under one heading mean |
| `alike` | which of several groups with the same headings is meant |
| `roles` | which of these is the total, what was done, what was aimed at |
| `merged` | which column of a merged heading holds its figures |
| `phones` | telephone numbers that are too small to be any |
| `side_by_side` | where one table ends and the next begins, under one row of headings |

Not here: what a heading's words mean (`schemas.headings`).
"""
