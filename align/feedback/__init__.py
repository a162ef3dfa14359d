"""Corrections on their way to the translators and back."""
