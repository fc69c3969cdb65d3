"""Simulates the orbits of the Sun and the outer planets, and shows how well energy is conserved.

    trefoil examples/nbody.py [STEPS]

The method is the symplectic Euler method; units are astronomical units, years and solar masses.
"""

import sys
import time
from math import atan2, degrees, pi, sqrt

SOLAR_MASS = 4 * pi * pi
DAYS_PER_YEAR = 365.24


class Vector:
    """A point or a velocity in space."""

    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def __abs__(self):
        return sqrt(self.x * self.x + self.y * self.y + self.z * self.z)


class Body:
    """A body with its place, its velocity and its mass."""

    def __init__(self, name, place, velocity, mass):
        self.name = name
        self.place = place
        self.velocity = velocity * DAYS_PER_YEAR
        self.mass = mass * SOLAR_MASS

    def kinetic_energy(self):
        return 0.5 * self.mass * abs(self.velocity) ** 2

    def longitude(self):
        """The ecliptic longitude in degrees, seen from the origin."""
        return degrees(atan2(self.place.y, self.place.x)) % 360


class System:
    """Bodies that attract each other."""

    def __init__(self, bodies):
        self.bodies = bodies
        self.pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
        self.offset_momentum()

    def offset_momentum(self):
        """Makes the whole rest: the first body moves against the others."""
        total = Vector(0.0, 0.0, 0.0)
        for body in self.bodies:
            total = total + body.velocity * body.mass
        sun = self.bodies[0]
        sun.velocity = sun.velocity + total * (-1 / sun.mass)

    def energy(self):
        kinetic = sum(body.kinetic_energy() for body in self.bodies)
        potential = 0.0
        for a, b in self.pairs:
            potential -= a.mass * b.mass / abs(a.place + b.place * -1)
        return kinetic + potential

    def advance(self, dt, steps):
        """Moves all bodies by `steps` steps of `dt` years."""
        for _ in range(steps):
            for a, b in self.pairs:
                attract(a, b, dt)
            for body in self.bodies:
                place, velocity = body.place, body.velocity
                place.x += dt * velocity.x
                place.y += dt * velocity.y
                place.z += dt * velocity.z


def attract(a, b, dt):
    """Changes the velocities of two bodies by what they exert on each other in `dt`."""
    here, there = a.place, b.place
    dx = here.x - there.x
    dy = here.y - there.y
    dz = here.z - there.z
    squared = dx * dx + dy * dy + dz * dz
    pull = dt / (squared * sqrt(squared))
    v, w = a.velocity, b.velocity
    v.x -= dx * b.mass * pull
    v.y -= dy * b.mass * pull
    v.z -= dz * b.mass * pull
    w.x += dx * a.mass * pull
    w.y += dy * a.mass * pull
    w.z += dz * a.mass * pull


def solar_system():
    """The Sun and the outer planets on 1 January 2000."""
    return System([
        Body("Sun", Vector(0.0, 0.0, 0.0), Vector(0.0, 0.0, 0.0), 1.0),
        Body("Jupiter",
             Vector(4.84143144246472090e00, -1.16032004402742839e00, -1.03622044471123109e-01),
             Vector(1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05),
             9.54791938424326609e-04),
        Body("Saturn",
             Vector(8.34336671824457987e00, 4.12479856412430479e00, -4.03523417114321381e-01),
             Vector(-2.76742510726411640e-03, 4.99852801234917238e-03, 2.30417297573763929e-05),
             2.85885980666130812e-04),
        Body("Uranus",
             Vector(1.28943695621391310e01, -1.51111514016986312e01, -2.23307578892655734e-01),
             Vector(2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05),
             4.36624404335156298e-05),
        Body("Neptune",
             Vector(1.53796971148509165e01, -2.59193146099879641e01, 1.79258772950371181e-01),
             Vector(2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05),
             5.15138902046611451e-05),
    ])


def main(arguments):
    steps = int(arguments[0]) if arguments else 100_000
    dt = 0.01
    system = solar_system()
    before = system.energy()
    print(f"{steps} steps of {dt} years")
    print(f"energy before  {before:.9f}")
    started = time.perf_counter()
    system.advance(dt, steps)
    seconds = time.perf_counter() - started
    after = system.energy()
    print(f"energy after   {after:.9f}   (relative error {abs(after / before - 1):.1e})")
    for body in system.bodies[1:]:
        print(f"{body.name:<8} {abs(body.place):7.3f} au from the centre, longitude {body.longitude():5.1f} degrees")
    print(f"{steps / seconds:,.0f} steps per second", file=sys.stderr)


main(sys.argv[1:])
