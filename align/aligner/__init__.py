"""Monotonic m-n alignment of two sides from vectors, lengths and anchors."""
