"""Bilingual alignment and translation QA for English-Chinese transcripts."""

__version__ = "0.1.0"
