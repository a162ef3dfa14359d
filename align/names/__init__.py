"""Names of a call: who and what is named, and how the target renders it."""
