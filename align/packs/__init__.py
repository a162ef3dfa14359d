"""Shipped knowledge as data, with its provenance, and its loader."""
