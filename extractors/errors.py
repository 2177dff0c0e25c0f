"""Errors of our own files and callers; an article's text never raises."""


class BilanError(Exception):
    """A condition that is told to the user in one sentence."""


class UnknownLanguageError(BilanError):
    """No pack for the language asked for."""


class PackError(BilanError):
    """A language pack that breaks the schema; the message names file, section and key."""


class UnreadableInputError(BilanError):
    """A file or row that holds no readable article."""
