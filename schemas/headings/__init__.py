"""Which quantity a column holds, from its heading as people type it. Nothing is positional and nothing is fuzzy.

| file | what it is |
| --- | --- |
| `phrases.py` | what clerks call things: a heading cut into known phrases |
| `english.py` | what English headings call them |
| `questions.py` | a heading that is a question, said as a heading says it |
| `patterns.py` | which phrases name which quantity, as a form says it |
| `heading.py` | what a heading is by itself: a column's number, personal data, in thousands |
| `grammar.py` | the quantity that a heading names under those above it, by the form of a campaign |
"""
