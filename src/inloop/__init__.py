"""People and models label, decide and learn together, with numbers you can defend."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "connect"]

if TYPE_CHECKING:
    from inloop.client import connect


def __getattr__(name: str) -> Any:
    """Import the client when it is first asked for, so that `import inloop` stays light."""
    if name == "connect":
        from inloop.client import connect

        return connect
    raise AttributeError(f"module 'inloop' has no attribute '{name}'")
