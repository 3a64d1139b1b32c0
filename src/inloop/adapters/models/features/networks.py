"""Files of trained networks, opened where they are used: ONNX, TorchScript, and what torch.export saves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import numpy as np
from numpy.typing import NDArray

from inloop.kernel.errors import InvalidInputError, NotFoundError

Arrays = list[NDArray[Any]]
Shape = tuple[int | None, ...]
_PICKLES = frozenset({".pth", ".ckpt", ".bin", ".pkl", ".pickle"})
_SAFE = "Save it with torch.jit.trace(…).save, or with torch.export.save as .pt2."


def find_model(named: str) -> Path:
    """Find the file that a setting names: a path, or ``package:file`` for a file that an installed package ships.

    Raises
    ------
    NotFoundError
        There is no such file or package.
    InvalidInputError
        It is a pickle.
    """
    package, _, inside = named.partition(":")
    path = Path(named).expanduser()
    if inside and not path.exists():
        found = find_spec(package) if package.isidentifier() else None
        folders = list(found.submodule_search_locations or ()) if found is not None else []
        path = Path(folders[0]) / inside if folders else path
    if path.is_file() and path.suffix in _PICKLES:
        raise _is_pickle(path)
    if path.is_file() and path.suffix in _OPENERS:
        return path
    raise NotFoundError(
        f"There is no network '{named}'.", hint="Give a path, or package:file, of a .onnx, .pt or .pt2 file."
    )


@dataclass(frozen=True, slots=True)
class Network:
    """An open network.

    Parameters
    ----------
    shape
        Of its first input, None for an axis of any length; empty where the file does not say.
    """

    path: Path
    shape: Shape
    run: Callable[[NDArray[Any]], Arrays]
    problems: tuple[type[Exception], ...]

    def __call__(self, given: NDArray[Any]) -> Arrays:
        """Give all outputs.

        Raises
        ------
        InvalidInputError
            The network cannot read what it was given.
        """
        try:
            return self.run(given)
        except self.problems as problem:
            told = f"The model '{self.path.name}' cannot read an input of shape {given.shape}: {_first_line(problem)}"
            raise InvalidInputError(told, hint="The guide on models says what goes in.") from None


@lru_cache(maxsize=4)
def open_network(path: Path, *, extra: str) -> Network:
    """Open a file; `extra` is the extra of this package that brings onnxruntime for the purpose.

    Raises
    ------
    InvalidInputError
        The package that runs such files is not installed, or the file cannot be opened.
    """
    return _OPENERS[path.suffix](path, extra)


def _open_onnx(path: Path, extra: str) -> Network:
    try:
        import onnxruntime  # type: ignore[import-untyped]  # an extra, loaded where it is used: in the worker
    except ImportError:
        raise _lacks(path, "onnxruntime", extra) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same sums in the same order on any machine
    problems = _problems_of(onnxruntime)
    try:
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except problems as problem:
        raise _cannot_open(path, problem) from None
    first = session.get_inputs()[0]
    shape = tuple(side if isinstance(side, int) else None for side in first.shape)
    return Network(path, shape, lambda given: session.run(None, {first.name: given}), problems)


def _open_script(path: Path, _: str) -> Network:
    torch = _torch(path)
    if not any("/code/" in name for name in _members(path)):
        raise _is_pickle(path)
    try:
        module = torch.jit.load(path, map_location="cpu").eval()
    except RuntimeError as problem:
        raise _cannot_open(path, problem) from None
    return Network(path, (), _runner(torch, module), (RuntimeError,))


def _open_exported(path: Path, _: str) -> Network:
    torch = _torch(path)
    _members(path)
    _hold_to_tensors(torch, path)
    try:
        program = torch.export.load(path)
    except (RuntimeError, ValueError, KeyError, AssertionError) as problem:
        raise _cannot_open(path, problem) from None
    own = program.graph_signature.user_inputs[0]
    place = next(node for node in program.graph.nodes if node.name == own)
    shape = tuple(side if isinstance(side, int) else None for side in place.meta["val"].shape)
    return Network(path, shape, _runner(torch, program.module()), (RuntimeError, AssertionError, ValueError))


_OPENERS: dict[str, Callable[[Path, str], Network]] = {
    ".onnx": _open_onnx,
    ".pt": _open_script,
    ".pt2": _open_exported,
}


def _torch(path: Path) -> Any:
    try:
        import torch
    except ImportError:
        raise _lacks(path, "torch", "torch") from None
    torch.set_num_threads(1)  # the same sums in the same order on any machine
    return torch


def _members(path: Path) -> Sequence[str]:
    if not is_zipfile(path):
        raise _is_pickle(path) if path.read_bytes()[:1] == b"\x80" else _cannot_open(path, "no archive of torch")
    with ZipFile(path) as archive:
        return archive.namelist()


def _hold_to_tensors(torch: Any, path: Path) -> None:
    """Refuse what torch.export.load would unpickle: it falls back to pickles that can run any code."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name) if name.endswith((".pt", "_config.json")) else b""
            if b'"use_pickle": true' in content:
                raise _is_pickle(path)
            if name.endswith(".pt") and content:
                _hold_to_tensors_in(torch, content, path)


def _hold_to_tensors_in(torch: Any, content: bytes, path: Path) -> None:
    from pickle import UnpicklingError  # only its error: nothing is unpickled here

    try:
        torch.load(BytesIO(content), map_location="cpu", weights_only=True)
    except (UnpicklingError, RuntimeError):
        raise _is_pickle(path) from None


def _runner(torch: Any, module: Any) -> Callable[[NDArray[Any]], Arrays]:
    def run(given: NDArray[Any]) -> Arrays:
        with torch.inference_mode():
            found = module(torch.from_numpy(np.ascontiguousarray(given)))
        return [each.numpy() for each in (found if isinstance(found, tuple | list) else (found,))]

    return run


def _problems_of(runtime: Any) -> tuple[type[Exception], ...]:
    """Give what it raises for a file that it cannot use; its errors share no base."""
    found = vars(runtime.capi.onnxruntime_pybind11_state).values()
    return tuple(each for each in found if isinstance(each, type) and issubclass(each, Exception))


def _lacks(path: Path, package: str, extra: str) -> InvalidInputError:
    return InvalidInputError(f"The model '{path.name}' needs {package}.", hint=f"Install inloop[{extra}].")


def _is_pickle(path: Path) -> InvalidInputError:
    return InvalidInputError(f"The model '{path.name}' is a pickle: to open it could run any code.", hint=_SAFE)


def _cannot_open(path: Path, problem: object) -> InvalidInputError:
    return InvalidInputError(f"The model '{path.name}' cannot be opened: {_first_line(problem)}")


def _first_line(problem: object) -> str:
    return next(iter(str(problem).splitlines()), type(problem).__name__)
