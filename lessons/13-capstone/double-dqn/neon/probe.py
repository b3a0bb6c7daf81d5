"""Watches which discount the training hands to its target function."""


def watch(module, name):
    """Put `watched_target` beside the target function `name`: it answers the same and remembers the discount."""
    plain = getattr(module, name)

    def watched_target(online, frozen, rewards, next_observations, terminated, discount):
        module.watched_discount = discount
        return plain(online, frozen, rewards, next_observations, terminated, discount)

    module.watched_target, module.watched_discount = watched_target, None
