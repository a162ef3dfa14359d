"""Encoders by name; each is imported when it is asked for."""
