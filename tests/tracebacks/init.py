class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = self.check(balance)

    def check(self, amount):
        if amount < 0:
            raise ValueError("negative balance")
        return amount


class Savings(Account):
    def __init__(self, owner):
        super().__init__(owner, -5)


Savings("ann")
