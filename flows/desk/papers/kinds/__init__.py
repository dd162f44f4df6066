"""What each kind of paper says, as words and figures.

| module | what it is |
| --- | --- |
| `urging`, `results`, `ranking`, `receipt`, `correction` | the kinds |
| `annexes`, `turnout` | of the report: its tables, who reported how |
| `sentences`, `rows` | what several kinds say in the same words, and number in one way |
| `letterhead` | what is around the words: the issuer, who signs, who receives |
"""
