"""What one cell typed by a Vietnamese clerk means: text, counts, percentages, dates.

Each module reads one kind through one function that returns a `Reading`: a value, or the reason it is
refused. What has one meaning is read, what has two is refused with a question, nothing is invented.

| module | reads |
| --- | --- |
| `numbers/` | counts; numerals, number words and what stands beside them |
| `percents` | rates |
| `money` | amounts of money, in đồng |
| `dates/` | days |
| `yes_no` | yes and no |
| `text/` | notes and names; cleaning, old encodings, marks in place of an answer |
| `branch_names/` | what a branch is known by, name by name and whole columns at once |
| `telephones`, `persons` | who is a person in a text, and what a person's number; … in their place |
| `person_search` | which of many texts show a person |
| `formatted` | a number under a format, as the cell that it is |
| `reading` | what comes of it |
| `writing` | nothing: how the desk writes a day, and the first of many names |
"""
