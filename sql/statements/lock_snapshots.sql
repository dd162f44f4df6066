-- lock_snapshots: nobody keeps a content while contents are pruned, another campaign's run neither; reading goes on.
LOCK TABLE raw.snapshot IN SHARE ROW EXCLUSIVE MODE
