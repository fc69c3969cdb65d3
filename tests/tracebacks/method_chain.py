class Query:
    def where(self, x):
        return self

    def limit(self, n):
        return None


result = (
    Query()
    .where(1)
    .limit(5)
    .where(2)
    .all()
)
