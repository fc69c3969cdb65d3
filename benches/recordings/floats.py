# Floats in lists, as in a simulation of bodies: many loads and stores, few allocations that stay.
def advance(bodies, pairs, dt):
    for (a, b) in pairs:
        x1, v1, m1 = a
        x2, v2, m2 = b
        dx = x1[0] - x2[0]
        dy = x1[1] - x2[1]
        dz = x1[2] - x2[2]
        mag = dt * ((dx * dx + dy * dy + dz * dz + 0.01) ** -1.5)
        b1 = m1 * mag
        b2 = m2 * mag
        v1[0] -= dx * b2
        v1[1] -= dy * b2
        v1[2] -= dz * b2
        v2[0] += dx * b1
        v2[1] += dy * b1
        v2[2] += dz * b1
    for r, v, m in bodies:
        r[0] += dt * v[0]
        r[1] += dt * v[1]
        r[2] += dt * v[2]


BODIES = [([i * 1.5, i * 0.5, -i * 0.25], [0.1 * i, 0.2, 0.3], 1.0 + i) for i in range(12)]
PAIRS = [(a, b) for i, a in enumerate(BODIES) for b in BODIES[i + 1:]]
for _ in range(40):
    advance(BODIES, PAIRS, 0.01)
