"""Keys of widgets that begin anew when what they are about changes."""

import hashlib


def key_of(name: str, about: object) -> str:
    """Return a key that changes with what the widget is about, by its written form."""
    return f"{name}_{hashlib.sha256(repr(about).encode('utf-8', 'replace')).hexdigest()[:12]}"
