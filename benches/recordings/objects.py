# Objects that live for one iteration, and some that stay: vectors with operators, tuples, bound methods.
class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def scale(self, factor):
        return Vector(factor * self.x, factor * self.y, factor * self.z)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z


def walk(count):
    position = Vector(0.0, 0.0, 0.0)
    direction = Vector(0.1, 0.2, 0.3)
    kept = []
    for i in range(count):
        step = direction.scale(0.5) + Vector(0.0, i * 0.001, 0.0)
        position = position + step
        pair = (position.dot(direction), step.dot(step))
        length, width = pair
        if length > width:
            kept.append([length, width])
        if len(kept) > 50:
            kept = []
    return position.dot(position)


walk(3000)
