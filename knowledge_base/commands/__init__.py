"""The commands of ``kb``, one module each."""
