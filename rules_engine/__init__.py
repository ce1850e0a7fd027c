"""Business rules as data: read, checked, and compiled to Python, JavaScript and SQL."""

__version__ = "0.1.0"
