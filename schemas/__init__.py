"""The contract: what a campaign, a unit, a form, a row and a finding are. Nothing here knows of `flows`.

What the desk says, in its campaign's folder:

| room | what it is |
| --- | --- |
| `campaign/` | one letter's work: its window, its deadline, when it is looked at |
| `issuer/` | whose letters these are; the forms of their units' names |
| `roster/` | the units that must report, how each is known, and what the list said when |
| `form/` | what is asked of each branch |
| `toml_file` | how a file of the desk is read, and its mistakes told by their line |

What a unit sends:

| room | what it is |
| --- | --- |
| `observation` | one look at its sheet |
| `sheet/` | typed cells; what a number format shows; the tabs and marks that are ours |
| `vietnamese/` | what one cell means |
| `phrases/` | what clerks call things |
| `headings/` | which quantity a column holds |
| `unit_return/` | what a sheet was read as: its tables, how each quantity is read, what each row is |
| `typed_rows` | rows, column by column |
| `rules/` | what a row and a return are held to |
| `submission` | pandera's contract of a row, made of the rules |
| `finding` | what is wrong, where, and what to type instead |

What is said of it:

| room | what it is |
| --- | --- |
| `answer` | a person's yes or no to what only the unit can tell |
| `decision` | what a person decides about a unit |
| `standing` | how far a unit has met its deadline |
| `reminder` | when a unit is reminded |
| `paper_kind` | what papers there are |
| `report` | rows of `report.*` as values |
"""
