"""Watches which networks the training hands to its target function."""


def watch(module):
    """Put `watched_target` beside dqn_target: it answers the same and remembers the networks."""
    module.watched_networks = []

    def watched_target(online, frozen, *rest):
        module.watched_networks[:] = [online, frozen]
        module.watched_frozen = frozen
        return module.dqn_target(online, frozen, *rest)

    module.watched_target = watched_target


def watched(module):
    """Whether the target was asked for, and whether both networks are one and the same."""
    networks = module.watched_networks
    return bool(networks), bool(networks) and networks[0] is networks[1]
