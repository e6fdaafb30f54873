"""The errors that kg raises on purpose; each message says what happened, where, and what to do."""


class KGError(Exception):
    """Base of every error that the command line prints as one line."""

    exit_code = 1


class InputError(KGError):
    """A file or record that cannot be read or does not say what it must."""


class UsageError(KGError):
    """A command or library call with arguments that do not go together."""

    exit_code = 2


class SchemaError(KGError):
    """A rule, relation or record that contradicts pipelines/schema.yml."""


class OutsideError(KGError):
    """Something that kg needs from outside is missing: a server, Java, disk, permission."""

    exit_code = 3
