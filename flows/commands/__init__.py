"""The commands of `bluezone`, by what they are for.

`collection`, `questions`, `decisions`, `reminders`, `operations`, `local`.
"""
