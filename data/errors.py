"""Errors of the data layer; each message is one sentence that can be shown as it is."""

from extractors.errors import BilanError


class MissingStoreError(BilanError):
    """No store where one was to be read."""


class StoreUnreadableError(BilanError):
    """Something is there, but it is no store of ours, or it cannot be reached."""


class WorkerLostError(BilanError):
    """A process that worked for us was killed."""


class UnwritableOutputError(BilanError):
    """A file that cannot be written, or whose kind we do not know."""


class RegistryError(BilanError):
    """A registry of claimants, or an addition to it, that breaks the schema; names file, entry and key."""


class PortInUseError(BilanError):
    """The dashboard's port is taken."""


class ReviewError(BilanError):
    """A decision about a figure that cannot be; the message says which value is wrong."""


class DossierError(BilanError):
    """A dossier that is not there, or cannot be made."""


class FetchError(BilanError):
    """An address that gives no article; the message says why."""
