"""The translators' workbench: what each translation was made from, and what is to be done."""
