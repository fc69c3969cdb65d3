import sys


def main():
    print("working")
    sys.exit("fatal: could not continue")


main()
