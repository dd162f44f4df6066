"""The way of the data, in its order.

| step | arrives | leaves |
| --- | --- | --- |
| `pull/` | a place, a unit | an observation: the unit's cells exactly as the source gives them |
| `keep` | an observation | each distinct content once, every look recorded |
| `read/` | a sheet | rows of typed values with their cells (pure) |
| `check/` | those rows | accepted rows and findings (pure) |
| `load/` | checked returns | versions opened and closed, findings renewed |
| `fold/` | a unit's kept looks and answers | its rows in `core`: read, checked and loaded in order |
| `stand` | an instant | where each unit stands, flags, summaries |
| `publish/` | standings and findings | tables for people, JSON for machines, Markdown for pages |

Steps do not import each other; only `fold` leads a return through read, check and load. What they store goes
through `flows.store`.
"""
