"""Objects that are made and dropped, and objects that survive: the collector."""


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else None


def run():
    kept = tree(10)
    for _ in range(4):
        tree(10)
    return kept
