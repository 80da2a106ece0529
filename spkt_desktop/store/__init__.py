"""What is kept: the journal of events, what is derived from it, drafts, backups and the vault. The only SQL."""
