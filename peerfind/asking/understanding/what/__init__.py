"""What is the matter and what is wished for: by the names of terms, or by cues where none is named."""
