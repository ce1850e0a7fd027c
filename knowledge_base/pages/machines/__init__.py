"""What programs read of the site: a Markdown twin of every guide, lists, and structured data."""
