"""Very large runs: archives of reports → Parquet tables, and questions to them."""
