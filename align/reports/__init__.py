"""Reports, one module a format; data is built before markup."""
