"""`NervanaObject`: the base of everything that uses the global backend, and descriptions of such objects."""

import inspect
import sys

from neon.traps import NoBackendError


class _Backend:
    """Where the global backend is kept."""

    current = None


class NervanaMeta(type):
    """Gives every class of neon `Class.be`, the global backend, or None while there is none."""

    @property
    def be(cls):
        """The global backend, or None."""
        return _Backend.current

    @be.setter
    def be(cls, backend):
        _Backend.current = backend


class NervanaObject(metaclass=NervanaMeta):
    """Base of layers, costs, metrics, optimizers, initializers, iterators, callbacks and models.

    Attributes:
        be: the global backend. On an object, asking for it before `gen_backend` raises NoBackendError.
        name: given, or made as `<Class>_<count>`.
    """

    def __init__(self, name=None):
        if name is None:
            name = f"{type(self).__name__}_{self._next_number()}"
        self.name = name
        self._desc = None

    @classmethod
    def _next_number(cls):
        """Count the objects of this very class that were named automatically, from 0."""
        number = cls.__dict__.get("_made", 0)
        cls._made = number + 1
        return number

    @property
    def be(self):
        """The global backend made by `gen_backend`."""
        backend = _Backend.current
        if backend is None:
            raise NoBackendError(f"{type(self).__name__}")
        return backend

    @be.setter
    def be(self, backend):
        _Backend.current = backend

    @property
    def classnm(self):
        """Name of the class."""
        return type(self).__name__

    @property
    def modulenm(self):
        """Dotted name of module and class, as used in saved descriptions."""
        return f"{type(self).__module__}.{type(self).__name__}"

    def get_description(self, skip=(), **kwargs):
        """Describe the object as {'type': 'module.Class', 'config': {argument: value that is not the default}}.

        Args:
            skip: names of constructor arguments to leave out.

        Raises:
            AttributeError: a constructor argument is not kept under its own name.
        """
        config = {}
        for parameter in constructor_parameters(type(self)):
            if parameter.name in skip:
                continue
            if not hasattr(self, parameter.name):
                raise AttributeError(
                    f"{type(self).__name__} does not keep its argument {parameter.name!r} as self.{parameter.name}; "
                    "get_description needs each constructor argument under its own name"
                )
            value = getattr(self, parameter.name)
            default = parameter.default
            if default is inspect.Parameter.empty or not _same(value, default):
                config[parameter.name] = describe(value)
        return {"type": self.modulenm, "config": config}

    @classmethod
    def gen_class(cls, pdict):
        """Build an object of this class from the config part of a description.

        Nested descriptions are built first.
        """
        return cls(**{key: build(value) for key, value in pdict.items()})

    @classmethod
    def recursive_gen(cls, pdict, key):
        """Build what the description `pdict[key]` stands for, nested descriptions first."""
        return build(pdict[key])

    def __str__(self):
        return f"{self.classnm} '{self.name}'"


def constructor_parameters(cls):
    """Parameters of the constructor without self, *args and **kwargs."""
    variadic = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    signature = inspect.signature(cls.__init__)
    return [p for p in list(signature.parameters.values())[1:] if p.kind not in variadic]


def _same(value, default):
    if value is default:
        return True
    if isinstance(value, (NervanaObject, dict, list)) or type(value).__module__ == "numpy":
        return isinstance(value, (dict, list)) and value == default
    return bool(value == default) if isinstance(value, type(default)) else False


def describe(value):
    """Turn a constructor argument into plain data."""
    if isinstance(value, NervanaObject) or hasattr(value, "get_description"):
        return value.get_description()
    if isinstance(value, (list, tuple)):
        return type(value)(describe(item) for item in value)
    if isinstance(value, dict):
        return {key: describe(item) for key, item in value.items()}
    if hasattr(value, "_tensor"):
        return value.get()
    return value


def build(value):
    """Build what a description stands for; plain data comes back as it is."""
    if isinstance(value, dict):
        if "type" in value and isinstance(value["type"], str):
            return find_class(value["type"]).gen_class(value.get("config") or {})
        return {key: build(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(build(item) for item in value)
    return value


def find_class(path):
    """Find a class of neon, or of a module that is already imported, by its dotted name.

    A description may come from a file that somebody else wrote, so nothing is imported for it but neon's own
    modules, and only classes that describe themselves (they have `gen_class`) are accepted.

    Raises:
        ValueError: there is no such class.
    """
    module_name, _, name = str(path).rpartition(".")
    if module_name == "neon" or module_name.startswith("neon."):
        import importlib

        try:
            importlib.import_module(module_name)
        except ImportError as error:
            raise ValueError(f"the description names the class {path!r}, which this neon does not have") from error
    cls = getattr(sys.modules.get(module_name), name, None)
    if not (isinstance(cls, type) and hasattr(cls, "gen_class")):
        raise ValueError(
            f"the description names the class {path!r}: no such neon class is known here. "
            "Import the module that defines it first."
        )
    return cls
