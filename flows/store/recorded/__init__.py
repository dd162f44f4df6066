"""What the database records beside the figures, one word a file: runs, decisions, reminders, rosters, chains, pace."""
