"""What the unit is told of its sheet: findings about all but single rows, which are `flows.steps.check`'s.

| module | findings about |
| --- | --- |
| `sheet` | settings, headings, rows that are not counted, hidden rows |
| `titles` | whose figures a table has, of when, and whether they are results: questions |
| `tables` | tables read together, tables left aside |
| `multiples` | figures that are thousands |
| `shares` | parts of a count that do not sum up to it |
"""
