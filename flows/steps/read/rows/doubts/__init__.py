"""Rows that are not plainly a branch's: settled by evidence, or asked about.

| module | what it tells |
| --- | --- |
| `settling` | what becomes of each such row |
| `verdicts` | the rule itself, from evidence to verdict |
| `appearance` | how a row is numbered and named |
| `summing` | which rows are others together, exactly or nearly |
| `grand_total` | which rows the return's own total counts |
| `sums` | the arithmetic of many rows at once |
"""
