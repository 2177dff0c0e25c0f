"""Errors of the data layer; each message is one sentence that can be shown as it is."""

from extractors.errors import BilanError


class MissingStoreError(BilanError):
    """No store where one was to be read."""


class StoreUnreadableError(BilanError):
    """Something is there, but it is no store of ours, or it cannot be reached."""
