#!/usr/bin/env bash
# What:      A cron line that begins with seconds, as other schedulers write it, is taken with the seconds at its end: every day at
#            17:00 becomes the 17th of each month at midnight. A day of the month together with a weekday means either of them unless
#            day_or=False. Both are accepted without a warning.
# With:      Prefect 3.9.1; CPython 3.11.7
# Heeded by: flows/serving/schedules.py (no cron line: a rule with its first and its last instant); tests/serving/test_schedules.py
# Seen:
# | 0 17 * * * ['27/08/2020 17:00:00', '28/08/2020 17:00:00']
# | 0 0 17 * * * ['17/09/2020 00:00:00', '17/09/2020 00:00:01']
# | 0 17 28 * 6 ['28/08/2020 17:00:00', '29/08/2020 17:00:00']
# | 0 17 28 * 6, day_or=False ['28/11/2020 17:00:00', '28/08/2021 17:00:00']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import asyncio
from datetime import datetime, timezone
from prefect.server.schemas.schedules import CronSchedule
def runs(cron, **about):
    schedule = CronSchedule(cron=cron, timezone="Asia/Ho_Chi_Minh", **about)
    dates = asyncio.run(schedule.get_dates(2, datetime(2020, 8, 27, tzinfo=timezone.utc)))
    return [f"{date:%d/%m/%Y %H:%M:%S}" for date in dates]
print("0 17 * * *", runs("0 17 * * *"))
print("0 0 17 * * *", runs("0 0 17 * * *"))
print("0 17 28 * 6", runs("0 17 28 * 6"))
print("0 17 28 * 6, day_or=False", runs("0 17 28 * 6", day_or=False))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen
