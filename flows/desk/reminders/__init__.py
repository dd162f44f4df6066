"""Reminders by e-mail: the letter, the post office it is handed to, and what became of each.

Who is reminded and when is told by `flows.desk.reminders.sending`.
"""
