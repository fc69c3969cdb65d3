"""Counts the words of a text, and writes another one that sounds like it.

    trefoil examples/words.py [SEED]

Shows dicts, strings, sorting with a key, generators and random numbers.
"""

import random
import sys

TEXT = """\
Now one day the fox said to the crow: come down from the tree, for the day is cold. The crow said to the fox:
the tree is cold, but the ground is colder, and the fox is on the ground. Then the fox said: the ground is cold
because the crow is not on it. So the crow came down from the tree to see whether the ground was warm, and the fox
ran after the crow, and the crow ran around the tree. One day later the fox said to the tree: come down.
"""


class Tally:
    """How often each word occurs, and what follows it."""

    def __init__(self):
        self.counts = {}
        self.followers = {}

    def add(self, text):
        before = None
        for word in words(text):
            self.counts[word] = self.counts.get(word, 0) + 1
            if before is not None:
                self.followers.setdefault(before, []).append(word)
            before = word

    def most_common(self, count):
        """The most frequent words; those that are equally frequent in the order of the alphabet."""
        return sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))[:count]

    def walk(self, word, choose):
        """Yields words of which each followed the one before it somewhere in the text."""
        while word is not None:
            yield word
            following = self.followers.get(word)
            word = choose(following) if following else None

    def __len__(self):
        return len(self.counts)


def words(text):
    return "".join(c.lower() if c.isalpha() else " " for c in text).split()


def main(arguments):
    generator = random.Random(int(arguments[0]) if arguments else 3)
    tally = Tally()
    tally.add(TEXT)
    print(f"{len(tally)} different words")
    for word, count in tally.most_common(6):
        print(f"{count:4}  {word:<8}{'#' * count}")
    imitation = [word for word, _ in zip(tally.walk("one", generator.choice), range(24))]
    print(" ".join(imitation).capitalize() + ".")


main(sys.argv[1:])
