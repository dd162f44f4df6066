"""What leaves the desk on paper: letters and reports to sign, receipts and workbooks to send back; always drafts.

    compose → prove → record → write          told in `drafting`, in docs/papers.md for those who doubt a number

| module | what it is |
| --- | --- |
| `figure`, `dates` | a number of a paper, and which cell of `report.*` it is; days as letters write them |
| `paper`, `rows` | a paper as words, tables and annexes, before it is a file |
| `book` | what papers quote, read once |
| `urging`, `results`, `ranking`, `receipt`, `correction` | the kinds of papers; `turnout` and `annexes` of the report; `sentences` that several say |
| `letterhead` | what is around the words: the issuer, who signs, who receives |
| `findings` | what receipts and workbooks tell of findings: nobody is named |
| `picture` | progress by day as PNG |
| `composing` | every paper of an instant |
| `proof` | every figure found again |
| `recording`, `changed` | a draft on record with its figures, and its number; which issued papers no longer hold |
| `layout/` | the form of the state's documents, as .docx |
| `mistakes/` | the workbook that a unit gets back: its own cells, the wrong ones marked, what to type |
| `drafting`, `folder`, `telling` | the whole of it; where files lie; what the desk is told |
"""
