"""Multinomial logistic regression over sparse terms: stochastic gradient descent with AdaGrad's steps
(Duchi, Hazan, Singer 2011), in an order that is the same each time."""
import collections
import math

EPOCHS = 8
RATE = 0.5
DECAY = 1e-4
# Gradients below it move no weight: nine tenths of them, for a thousandth of the sum.
NEGLIGIBLE = 0.003


def order(count, seed):
    """A permutation of 0..<count by a linear congruential generator (Knuth's MMIX constants)."""
    result, state = list(range(count)), seed
    for last in range(count - 1, 0, -1):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        other = (state >> 33) % (last + 1)
        result[last], result[other] = result[other], result[last]
    return result


def with_kin(terms, kin, share):
    """The terms of a text, and for each word its kin with that share of the word's weight."""
    found = collections.defaultdict(float)
    for term, value in terms:
        found[term] += value
        if " " not in term:
            for relative in kin(term):
                found["#" + relative] += value * share
    return sorted(found.items())


def without_kin(weights, lemmas, kin, share):
    """The same sums by terms alone: each word's weights and its kin's, also of words that no text had."""
    result = {term: row for term, row in weights.items() if " " in term and term[0] != "#"}
    words = {term for term in weights if " " not in term and term[0] != "#"}
    for word in sorted(words | lemmas):
        rows = [weights[name] for name in ("#" + x for x in kin(word)) if name in weights]
        own = weights.get(word, [0.0] * len(next(iter(weights.values()))))
        result[word] = [weight + share * sum(row[k] for row in rows) for k, weight in enumerate(own)]
    return result


def train(rows, classes, balance=0.0):
    """Weights by term, a list of one weight a class, and the classes' biases; `rows` are (terms with weights, class).
    A row of a class counts (rows of the largest class / rows of its class) ** balance."""
    sizes = collections.Counter(name for _, name in rows)
    value_of = {name: (max(sizes.values()) / size) ** balance for name, size in sizes.items()}
    count = len(classes)
    number = {name: place for place, name in enumerate(classes)}
    data = [(terms, number[name], value_of[name]) for terms, name in rows if terms]
    weights, squares = {}, {}
    bias, bias_squares = [0.0] * count, [1e-6] * count
    for epoch in range(EPOCHS):
        for place in order(len(data), epoch + 1):
            terms, truth, importance = data[place]
            sums = bias[:]
            for term, value in terms:
                row = weights.get(term)
                if row:
                    for k in range(count):
                        sums[k] += row[k] * value
            top = max(sums)
            shares = [math.exp(x - top) for x in sums]
            total = sum(shares)
            errors = [x / total for x in shares]
            errors[truth] -= 1
            errors = [x * importance for x in errors]
            for k, error in enumerate(errors):
                bias_squares[k] += error * error
                bias[k] -= 0.2 * RATE * error / math.sqrt(bias_squares[k])
            moved = [(k, error) for k, error in enumerate(errors) if abs(error) > NEGLIGIBLE]
            for term, value in terms:
                row = weights.get(term)
                if row is None:
                    row = weights[term] = [0.0] * count
                    squares[term] = [1e-2] * count
                seen = squares[term]
                for k, error in moved:
                    step = error * value + DECAY * row[k]
                    seen[k] += step * step
                    row[k] -= RATE * step / math.sqrt(seen[k])
    return weights, bias


def shares(weights, bias, terms, scaled=True):
    """The probability of each class; terms without a weight count as absent."""
    known = [(weights[term], value) for term, value in terms if term in weights]
    length = (math.sqrt(sum(value * value for _, value in known)) or 1.0) if scaled else 1.0
    sums = bias[:]
    for row, value in known:
        for k in range(len(sums)):
            sums[k] += row[k] * value / length
    top = max(sums)
    powers = [math.exp(x - top) for x in sums]
    return [x / sum(powers) for x in powers]
