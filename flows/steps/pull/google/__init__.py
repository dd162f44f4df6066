"""Google Sheets. Nothing else in the project knows gspread, and here only `client` and `sheets` do.

| module | subject |
| --- | --- |
| `sheets` | the source: what is asked of Google, sheet by sheet |
| `client`, `retrying` | one HTTP client of ours; how often a question is asked again |
| `files`, `folder`, `looks` | what a file of Drive is; whose is whose in a folder; what one look at a sheet finds |
| `answers`, `cells` | what a body of Google's holds: tabs, rows, typed cells |
| `failures` | what a refusal means, and who must act |
| `writing`, `feedback`, `blank_sheets` | what is written where a campaign asks for it: our own tab, a template into an empty sheet |
| `checkup` | the doctor's questions |
"""
