"""What leaves the desk on paper: letters and reports to sign, receipts and workbooks to send back; always drafts.

| module | what it is |
| --- | --- |
| `figure` | a number of a paper, and which cell of `report.*` it is |
| `paper` | a paper as words, tables and annexes, before it is a file |
| `recording` | a draft on record with its figures, and its number |
"""
