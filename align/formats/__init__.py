"""Readers and writers, one module a format: read -> Bitext, write <- Bitext."""
