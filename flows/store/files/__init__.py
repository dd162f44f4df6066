"""The folders and files of a home: made, locked, put in order, removed."""
