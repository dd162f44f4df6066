"""The workbook of findings of a unit: its own cells as they were seen, the wrong ones marked, and a list of what to type.

Arrives: a campaign, a unit, an instant.
Leaves:  the bytes of an .xlsx for that unit alone.
Not here: what is wrong (`schemas.rules`), the papers to sign.

| module | what it does |
| --- | --- |
| `workbook` | the whole of it: what was seen and found by the instant, as bytes |
| `own_tabs` | a unit's own tab with its cells where they were, marked and commented |
| `listing` | the last tab: each finding, its cell and what to type |
| `places` | where in the copy a finding stands |
| `private`, `private_columns` | what is no part of a paper: numbers of persons, columns that nobody asked for |
| `cells` | one cell as Excel, LibreOffice and Google show it and none of them runs it |
| `texts` | a text that may stand in a cell, and one that a program might run |
| `marks` | how an error, a question and a warning look, on paper too, and what their comments say |
| `titles` | tabs' names as Excel allows them |
"""
