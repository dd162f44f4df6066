"""What each row below a heading is: a branch's, or something else that is named.

| module | what it tells |
| --- | --- |
| `classifying` | the kind of every row, from all that follows |
| `row_by_row` | the rows that are not plainly a branch's, in order |
| `headings_below` | headings met once more below the first one |
| `body` | what can be asked of all rows at once |
| `figures` | which rows are others together |
| `parts` | departments under a branch |
| `members` | unions whose row may hold those of their members |
| `in_parts` | one branch's figures on several rows: a row of men, a row of women |
| `shifted` | figures cut in two at a comma, and what stands beside them |
| `ends`, `blocks` | where the table ends, and whether what follows belongs to it |
| `doubts/` | rows that only their figures can tell: branches, sums, questions |
| `answers` | rows that somebody has answered about |
"""
