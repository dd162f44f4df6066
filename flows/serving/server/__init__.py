"""A Prefect server: `local_prefect` sets one up, `password` and `application` keep it ours, `prefect_server` reaches one.

`background` keeps processes, `own_address` where the server is, `proxies` the way.
"""
