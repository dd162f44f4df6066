"""A letter becomes the proposal of a campaign: read, each fact with its words, and laid down as a folder to confirm."""
