"""Guides as a site: blocks rendered to HTML and Markdown, and the MkDocs plugin that adds them."""
