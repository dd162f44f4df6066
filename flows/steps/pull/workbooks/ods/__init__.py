"""An .ods: its document, what its cells hold, what styles make of numbers; rows read at once where they are spelled as usual."""
