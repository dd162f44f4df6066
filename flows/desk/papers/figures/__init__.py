"""A number of a paper and where it comes from: what it is, how it is read.

| module | what it is |
| --- | --- |
| `figure` | a number, which cell of `report.*` it is, how it is printed |
| `dates` | days and moments as letters write them |
| `book` | what papers quote, read once |
"""
