#!/usr/bin/env bash
# What:      A day asked for as a text is read month first, also of Viet Nam's holidays: 2/9/2020, the National Day, is no holiday,
#            and 9/2/2020 is. An ISO text is right. Of 2026 it knows both days of September, the new 24 November and one exchanged
#            working day (22 August).
# With:      holidays 0.109; CPython 3.11.7
# Heeded by: schemas/campaign/file.py (holidays are dates of TOML, never texts); flows/campaigns/bluezone-2020/campaign.toml
# Seen:
# | 2/9/2020 False
# | 9/2/2020 True
# | 2020-09-02 True
# | autumn 2026: ['2026-08-31', '2026-09-01', '2026-09-02', '2026-11-24']
# | 22/8/2026 is worked: True
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  holidays==0.109
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from datetime import date
import holidays
days = holidays.Vietnam(years=(2020, 2026))
for text in ("2/9/2020", "9/2/2020", "2020-09-02"):
    print(text, text in days)
print("autumn 2026:", [str(day) for day in sorted(days) if (2026, 8) <= (day.year, day.month)])
print("22/8/2026 is worked:", days.is_working_day(date(2026, 8, 22)))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen
