"""The commands of `bluezone`, by what they are for: `collection`, `questions`, `local`, `operations`."""
