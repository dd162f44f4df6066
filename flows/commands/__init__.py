"""The commands of `bluezone`, by what they are for: `collection`, `questions`, `reminders`, `local`."""
