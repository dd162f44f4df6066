"""Which quantity a column holds, from its heading as people type it. Nothing is positional and nothing is fuzzy.

Not here: what clerks call things (`schemas.phrases`).

| file | what it is |
| --- | --- |
| `patterns` | which phrases name which quantity, as a form says it |
| `heading` | what a heading is by itself: a column's number, personal data, in thousands |
| `grammar` | the quantity that a heading names under those above it, by the form of a campaign |
"""
