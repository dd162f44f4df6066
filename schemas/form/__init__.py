"""What a campaign asks of each branch, as data: `form.toml` in its folder. `docs/form.md` says how one is written.

| file | what it is |
| --- | --- |
| `quantity.py` | one quantity: its name, kind, unit, what it may not be more than, how its heading is recognised |
| `rate.py` | a rate that is shown: of which part and of which whole |
| `form.py` | all of them together, and what reading, checking, storing and showing ask of them |
| `dictionary.py` | what each name means, once for all campaigns |
| `merging.py` | the dictionary with what a form adds, or why it cannot |
| `reserved.py` | the names that every campaign's columns have already |
| `file.py` | `form.toml` itself, and what is wrong in it |
| `common.toml` | the quantities that every letter may ask for by their name alone, and the columns that stand beside |
"""
