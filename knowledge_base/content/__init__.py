"""Guides and translations: read, checked, and put together as blocks in one language."""
