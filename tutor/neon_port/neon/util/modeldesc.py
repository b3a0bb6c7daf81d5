"""`ModelDescription`: a model's description as a dict that finds layers by name."""

import re

from neon.util.persist import load_obj


class ModelDescription(dict):
    """A model's description.

    Args:
        pdict: the description, or the path of a saved model.
    """

    def __init__(self, pdict):
        super().__init__(load_obj(pdict) if isinstance(pdict, (str, bytes)) else pdict)

    @property
    def version(self):
        """Version of neon that wrote it."""
        return self["neon_version"]

    def layers(self, field="name", regex=None):
        """Return that field of the config of every layer, those that match `regex` if one is given."""
        return self.find_layers(self["model"]["config"]["layers"], field, regex)

    @staticmethod
    def find_layers(layers, field, regex=None):
        """Return a field of the config of layers, nested ones too."""
        found = []
        for layer in layers:
            config = layer.get("config", {})
            if "layers" in config:
                found.extend(ModelDescription.find_layers(config["layers"], field, regex))
            elif field in config and (regex is None or re.match(regex, str(config[field]))):
                found.append(config[field])
            elif field == "type" and (regex is None or re.match(regex, layer["type"])):
                found.append(layer["type"])
        return found

    def getlayer(self, layer_name):
        """Return the description of the layer of this name, None if there is none."""
        return self.find_by_name(self["model"]["config"]["layers"], layer_name)

    @staticmethod
    def find_by_name(layers, layer_name):
        """Return the description of the layer of this name among layers, nested ones too."""
        for layer in layers:
            config = layer.get("config", {})
            if config.get("name") == layer_name:
                return layer
            if "layers" in config:
                found = ModelDescription.find_by_name(config["layers"], layer_name)
                if found is not None:
                    return found
        return None

    @staticmethod
    def match(o1, o2):
        """Whether two descriptions are equal, arrays by value."""
        import numpy as np

        if isinstance(o1, dict) and isinstance(o2, dict):
            return o1.keys() == o2.keys() and all(ModelDescription.match(o1[k], o2[k]) for k in o1)
        if isinstance(o1, (list, tuple)) and isinstance(o2, (list, tuple)):
            return len(o1) == len(o2) and all(ModelDescription.match(a, b) for a, b in zip(o1, o2, strict=False))
        if isinstance(o1, np.ndarray) or isinstance(o2, np.ndarray):
            return np.array_equal(o1, o2)
        return o1 == o2
