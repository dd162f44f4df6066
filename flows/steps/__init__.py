"""The steps of the data's way, each a noun with verbs: `snapshots.keep`, `reading.read`, `loading.load`.

| step | arrives | leaves |
| --- | --- | --- |
| `snapshots` | an observation | each distinct content once, every look recorded |
| `reading` | a sheet | rows of typed values with their cells (pure) |
| `checking` | those rows | accepted rows and findings (pure) |
| `loading` | checked returns | versions opened and closed, findings renewed |
| `standings` | an instant | where each unit stands, flags, summaries |
| `publishing` | standings and findings | tables for people, JSON for machines |

Steps do not import each other; `database` is what those that store share.
"""
