"""Texts on their way to a translation tool and back: PO and XLIFF."""
