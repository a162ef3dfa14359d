"""What people decide about findings: records, the store that keeps them, what follows from them, the review server."""
