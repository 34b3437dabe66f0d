"""A question put together step by step, as in a conversation: what is asked, and in which way."""
