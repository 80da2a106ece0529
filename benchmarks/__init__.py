"""What an officer waits for, measured against a peer or a floor in the same run."""
