import Glibc
import ReferenceData

/// A question of a classifier: how the weights of a text's terms become the shares of its classes.
struct LinearQuestion: Sendable {
  /// The question's position among the classifier's questions.
  private let position: Int
  private let bias: [Float]
  private let isScaled: Bool

  init(_ weights: ClassifierWeights, position: Int) {
    self.position = position
    bias = weights.bias.map { Float($0) }
    isScaled = weights.isScaled
  }

  /// Fills `shares` with the probability of each class, in the order of the classes; returns false where no term of the
  /// text has a weight for this question.
  func shares(_ hits: [TermHit], _ table: WeightTable, into shares: inout [Float]) -> Bool {
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: bias)
    let isKnown = shares.withUnsafeMutableBufferPointer { sums in
      table.withView { table in
        let squares = hits.reduce(Float(0)) { squares, hit in
          table.weights(of: hit.term, position).isEmpty ? squares : squares + hit.weight * hit.weight
        }
        guard squares > 0 else { return false }
        let scale = isScaled ? 1 / squares.squareRoot() : 1
        for hit in hits {
          for place in table.weights(of: hit.term, position) {
            sums[table.position(at: place)] += table.value(at: place) * hit.weight * scale
          }
        }
        return true
      }
    }
    guard isKnown else { return false }
    let top = shares.max() ?? 0
    var total: Float = 0
    for index in shares.indices {
      shares[index] = expf(shares[index] - top)
      total += shares[index]
    }
    for index in shares.indices { shares[index] /= total }
    return true
  }

  /// The weight of a term for the class at position `index`, before any scaling by the text; 0 without one.
  func weight(_ term: TermID, _ index: Int, _ table: WeightTable) -> Float {
    table.withView { table in
      for place in table.weights(of: term, position) where table.position(at: place) == index {
        return table.value(at: place)
      }
      return 0
    }
  }
}
