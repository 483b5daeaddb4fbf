"""The doors over HTTP. No rules live here."""
