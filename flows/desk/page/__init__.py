"""The page of a campaign: one file that a browser opens anywhere, of one instant.

| module | what it is |
| --- | --- |
| `facts` | what `report` says as of the instant, asked once |
| `calls` | which three calls would raise coverage most |
| `picture` | progress by day, drawn |
| `picture_alone` | the same where no page dresses it, as in a run's page |
| `telling` | the facts as the words, lines and tables of the page |
| `writing` | the page as one text, and as a file that is there whole or not at all |

`page.html` and `page.css` are its shape. It needs no script and nothing from elsewhere. Nothing that somebody typed is in it, and
nobody's name but the units'; the public edition has no unit either.
"""
