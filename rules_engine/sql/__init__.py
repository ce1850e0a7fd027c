"""SQL back end: one SELECT that decides every row of a table as the interpreter would."""
