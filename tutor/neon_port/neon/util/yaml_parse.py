"""Objects from YAML descriptions."""

from neon.base import find_class


def create_objects(root_yaml, be_type="gpu", batch_size=128, rng_seed=None, device_id=0, default_dtype=None):
    """Build objects from nested dicts {'type': 'neon.…', 'config': {…}}, as read from YAML.

    Returns:
        the same structure with objects in place of descriptions.
    """
    if isinstance(root_yaml, dict):
        if "type" in root_yaml:
            config = {key: create_objects(value) for key, value in (root_yaml.get("config") or {}).items()}
            return find_class(root_yaml["type"])(**config)
        return {key: create_objects(value) for key, value in root_yaml.items()}
    if isinstance(root_yaml, list):
        return [create_objects(item) for item in root_yaml]
    return root_yaml
