"""Gradient descent with momentum: positions over twenty steps, and a velocity for each parameter."""

import numpy as np

STEPS = 20


class Descent:
    """The reference, and what it becomes with one thing wrong; float64."""

    def __init__(self, starts, rate, momentum, *, share=1.0, memory=True, shared=False):
        self.positions = [np.array(start, dtype=float) for start in starts]
        self.velocities = [np.zeros_like(p) for p in self.positions]
        if shared:
            self.velocities = [self.velocities[0]] * len(starts)
        self.rate, self.momentum, self.share = rate, momentum if memory else 0.0, share

    def step(self, gradients):
        """Move every position once, in place; returns self."""
        for position, velocity, gradient in zip(self.positions, self.velocities, gradients):
            velocity[...] = self.momentum * velocity + self.share * gradient
            position -= self.rate * velocity
        return self


def draw(rng, count):
    """Rate, momentum, and start values of `count` parameters of one shape."""
    shape = (int(rng.integers(2, 6)), int(rng.integers(2, 6)))
    starts = [rng.normal(size=shape).astype("float32") for _ in range(count)]
    return float(rng.uniform(0.02, 0.2)), float(rng.uniform(0.5, 0.9)), starts


def references(starts, rate, momentum):
    """The right descent, and one for each mistake."""
    right = Descent(starts, rate, momentum)
    mistaken = {
        "damped_wrongly": Descent(starts, rate, momentum, share=1 - momentum),
        "no_memory": Descent(starts, rate, momentum, memory=False),
        "shared_velocity": Descent(starts, rate, momentum, shared=True),
    }
    return right, mistaken


def begin(sub, starts, rate, momentum):
    """The learner's parameters and optimiser."""
    parameters = [sub.build("make_parameter", start) for start in starts]
    return parameters, sub.build("Momentum", parameters, rate, momentum)


def gradients_like(rng, starts):
    """One random gradient for each parameter."""
    return [rng.normal(size=start.shape).astype("float32") for start in starts]


def expect_positions(sub, expect, parameters, right, mistaken, when):
    """Compare each of the learner's parameters with the reference."""
    for number, parameter in enumerate(parameters):
        mistakes = {name: descent.positions[number] for name, descent in mistaken.items()}
        expect(sub.get(parameter), f"parameter {number + 1} {when}", mistakes=mistakes).close(right.positions[number])


def check_first_step(sub, expect):
    """The first step moves a parameter, in place, by rate times gradient."""
    rate, momentum, starts = draw(sub.rng, 1)
    parameters, optimizer = begin(sub, starts, rate, momentum)
    gradients = gradients_like(sub.rng, starts)
    sub.call(optimizer.attr("step"), gradients)
    right = Descent(starts, rate, momentum).step(gradients)
    damped = Descent(starts, rate, momentum, share=1 - momentum).step(gradients)
    still = {"not_in_place": starts[0], "damped_wrongly": damped.positions[0]}
    expect(sub.get(parameters[0]), "the parameter after one step", mistakes=still).close(right.positions[0])


def check_twenty_steps(sub, expect):
    """Over twenty steps the parameter goes where the framework's own optimiser would take it."""
    rate, momentum, starts = draw(sub.rng, 1)
    parameters, optimizer = begin(sub, starts, rate, momentum)
    right, mistaken = references(starts, rate, momentum)
    for number in range(STEPS):
        gradients = gradients_like(sub.rng, starts)
        sub.call(optimizer.attr("step"), gradients)
        for descent in (right, *mistaken.values()):
            descent.step(gradients)
        expect_positions(sub, expect, parameters, right, mistaken, f"after step {number + 1}")


def check_each_has_its_own_velocity(sub, expect):
    """Each parameter has a velocity of its own, and so has each optimiser."""
    rate, momentum, starts = draw(sub.rng, 3)
    parameters, optimizer = begin(sub, starts, rate, momentum)
    others, second = begin(sub, starts, rate, momentum)
    right, mistaken = references(starts, rate, momentum)
    for number in range(3):
        gradients = gradients_like(sub.rng, starts)
        sub.call(optimizer.attr("step"), gradients)
        for descent in (right, *mistaken.values()):
            descent.step(gradients)
        expect_positions(sub, expect, parameters, right, mistaken, f"after step {number + 1}")
    gradients = gradients_like(sub.rng, starts)
    sub.call(second.attr("step"), gradients)
    fresh = Descent(starts, rate, momentum).step(gradients)
    expect_positions(sub, expect, others, fresh, {}, "after the first step of another optimiser")
