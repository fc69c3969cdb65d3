"""Strings: formatting, joining, splitting, searching."""


def run():
    parts = []
    for i in range(1000):
        parts.append(f"{i}:{i * 2:>6}")
    text = ",".join(parts)
    for part in text.split(","):
        part.find(":")
        part.replace(":", "-")
        part[0] + part
