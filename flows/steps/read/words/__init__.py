"""What texts of a sheet say, without their figures: plain answers to plain questions.

| module | of |
| --- | --- |
| `labels` | totals, sections, branches, examples, signatures |
| `branch_kinds` | kinds of branches: "Mầm non" |
| `departments` | parts of a branch: "Tổ Toán" |
| `whose` | names of several branches in one cell, remarks that only some is counted |
| `comparisons` | other times, aims, some of the people, other matters |
| `titles` | what stands above a table or on its tab |
| `periods` | of when a title says that its figures are |
"""
