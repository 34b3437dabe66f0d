"""What is the matter and what is wished for: by the names of terms and by cues, weighed together."""
