"""What people ask for, one word a file; no Prefect here: flows, commands and tests share it.

| word | asked |
| --- | --- |
| `request`, `instants` | what is asked, read once: the campaign, the units, the instant as somebody types it |
| `campaigns` | which campaign is meant where nobody names one |
| `editions` | the roster that holds, and what its file says otherwise |
| `collection/` | look at every unit now, or say what a look would change |
| `grounds` | by whose word, why, by which letter |
| `decisions`, `answers` | what people decide about a unit, and what they answer to a question |
| `closings`, `issuing` | which instant's figures are the ones to be sent; which drafts left the house, under which number |
| `papers/`, `page/` | an instant as papers, and as one page |
| `rebuild`, `changes` | derive everything again; what that changes |
| `reminders/` | who is reminded by e-mail, and why no letter goes out twice by itself |
| `feedback` | what a unit finds in its own sheet |
| `doctor`, `checkup` | whether a campaign can begin |
| `letters/`, `template/` | a campaign proposed from its letter; the workbooks that units fill in |
| `playing/` | a campaign played before its letter goes out, apart from everything real |
| `timetable`, `deadlines` | the runs to come; when a campaign's deadlines are, under each reading and of each unit |
| `days_off` | where the campaign's days off and a library's differ |
| `pruning`, `verifying` | what is removed by policy; whether the chain of records is whole |
"""
