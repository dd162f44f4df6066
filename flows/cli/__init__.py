"""The commands of `bluezone`, by what they are for.

| module | commands |
| --- | --- |
| `main` | the group of all, exit codes |
| `collection` | collect, rebuild, migrate, doctor |
| `questions` | standings, findings |
| `decisions` | extend, exempt, rule, answer, revoke, decisions |
| `reminders`, `retention`, `verification` | remind; prune; verify |
| `campaigns`, `letters`, `rosters` | campaign …; roster … |
| `template`, `playing` | template; rehearse |
| `closings`, `papers`, `page` | closing, issued; papers; page |
| `operations`, `local` | up, down, their parts, deploy, automations; demo, stop, clean |

| `recording`, `on_record` | what a Prefect server records, and how |
| `options`, `output`, `leaving` | what the commands share: words on the line, what is printed, who removes is asked |
| `locales/` | what click itself says, in Vietnamese |
"""
