"""What leaves the desk on paper: letters and reports to sign, receipts and workbooks to send back; always drafts.

    compose → prove → record → write          told in `drafting`, in docs/papers.md for those who doubt a number

| room or module | what it is |
| --- | --- |
| `paper` | a paper as words, tables and annexes, before it is a file |
| `figures/` | a number of a paper, and which cell of `report.*` it is |
| `kinds/` | what each kind of paper says |
| `composing` | every paper of an instant; `findings`, `picture`: what goes into them |
| `layout/` | the form of the state's documents, as .docx |
| `mistakes/` | the workbook that a unit gets back: its own cells, the wrong ones marked, what to type |
| `proof` | every figure found again before a paper is written |
| `recording`, `changed` | a draft on record with its figures, and its number; which issued papers no longer hold |
| `drafting`, `folder`, `expiry` | the whole of it; where files lie, and how long |
| `telling` | what the desk is told |
"""
