"""Many documents: the work list and the run over it."""
