"""Which of several tables make up the return.

| module | what it tells |
| --- | --- |
| `choosing` | the tables to read, and those left aside |
| `likeness` | what two tables have in common |
| `reasons` | why a table would not be the return |
"""
