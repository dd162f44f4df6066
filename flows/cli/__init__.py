"""The commands of `bluezone`, by what they are for.

| module | commands |
| --- | --- |
| `main` | the group of all, exit codes |
| `collection` | collect, rebuild |
| `questions` | standings, findings |
| `decisions` | extend, exempt, rule, answer, revoke, decisions |
| `reminders`, `retention`, `verification` | remind; prune; verify |
| `operations`, `local` | up, down, deploy, automations, worker, doctor, migrate; demo |

`options` and `output` are what the commands share; `locales` has what click itself says, in Vietnamese. `recording` has what
a Prefect server records, `on_record` how.
"""
