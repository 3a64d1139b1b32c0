from tests.integration.loop.conftest import start

__all__ = ["start"]
