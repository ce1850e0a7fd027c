"""Back ends outside Python held against the reference: JavaScript in Chromium, SQL in DuckDB."""
