"""What a connection needs: an address that hides its secrets, and a failure's words, with who must act."""
