"""What is signed: letters and sheets, as the bytes of a PDF."""
