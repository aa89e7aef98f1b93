import Glibc
import ReferenceData

/// A question of a classifier: its classes, and how the weights of a text's terms become their shares.
struct LinearQuestion: Sendable {
  let classes: [String]
  /// The question's position among the classifier's questions.
  private let position: Int
  private let bias: [Float]
  private let isScaled: Bool

  init(_ weights: ClassifierWeights, position: Int) {
    classes = weights.classes
    self.position = position
    bias = weights.bias.map { Float($0) }
    isScaled = weights.isScaled
  }

  /// Fills `shares` with the probability of each class, in the order of `classes`; returns false where no term of the
  /// text has a weight for this question.
  func shares(_ hits: [TermHit], _ table: WeightTable, into shares: inout [Float]) -> Bool {
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: bias)
    let isKnown = shares.withUnsafeMutableBufferPointer { sums in
      table.withView { table in
        let length = hits.reduce(Float(0)) { length, hit in
          table.weights(of: hit.term, position).isEmpty ? length : length + hit.weight * hit.weight
        }
        guard length > 0 else { return false }
        let scale = isScaled ? 1 / length.squareRoot() : 1
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
