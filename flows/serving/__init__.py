"""Prefect's side: what operators press and see, and the server on this machine.

| module | subject |
| --- | --- |
| `forms`, `fields` | how a flow is made a form, and the fields that forms share |
| `pages/` | what is seen in Prefect of a run, of a question, of a change; who sees which |
| `runs/` | a run's name, log and console; what it runs on; those whose process has died |
| `schedules`, `laying`, `timetables` | a campaign's schedules: put to rest and woken; laid down; kept to its file and decisions |
| `operating` | everything up and down again |
| `deploying` | pool, queues and deployments as this release has them; draining |
| `alerts/` | who is told what, and which run is put right |
| `server/` | the server itself: started, reached, running in the background, past proxies |
"""
