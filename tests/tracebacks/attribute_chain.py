class Node:
    def __init__(self, next=None):
        self.next = next


node = Node(Node())
print(node.next.next)
print(node.next.next.next.value)
