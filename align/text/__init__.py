"""Script, sentences, tokens and normalisation of the two languages."""
