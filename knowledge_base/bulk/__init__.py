"""Decisions on tables of millions of rows, by DuckDB: Parquet or CSV in, Parquet or CSV out."""
