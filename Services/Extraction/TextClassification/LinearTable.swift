import Glibc
import ReferenceData

/// The weights of one question: for each term its additions to the sums of the classes.
struct LinearTable: Sendable {
  let classes: [String]
  private let bias: [Float]
  private let isScaled: Bool
  private var entries: [ClassifierWeights.Weight] = []
  /// By term: `entries[starts[term]..<starts[term + 1]]`.
  private var starts: [Int32] = []

  /// `ids` are the numbers of the terms of `weights`, below `termCount`.
  init(_ weights: ClassifierWeights, ids: [TermID], termCount: Int) {
    classes = weights.classes
    bias = weights.bias.map { Float($0) }
    isScaled = weights.isScaled
    var places = [Int32](repeating: -1, count: termCount)
    for (place, id) in ids.enumerated() { places[Int(id)] = Int32(place) }
    starts.reserveCapacity(termCount + 1)
    for place in places {
      starts.append(Int32(entries.count))
      if place >= 0 { entries += weights.weights(of: Int(place)) }
    }
    starts.append(Int32(entries.count))
  }

  /// Fills `shares` with the probability of each class, in the order of `classes`; false where no term of the text has
  /// a weight here, so that nothing is known.
  func shares(_ hits: [TermHit], into shares: inout [Float]) -> Bool {
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: bias)
    let length = starts.withUnsafeBufferPointer { starts in
      hits.reduce(Float(0)) { length, hit in
        starts[Int(hit.term)] < starts[Int(hit.term) + 1] ? length + hit.weight * hit.weight : length
      }
    }
    guard length > 0 else { return false }
    addWeights(hits, scale: isScaled ? 1 / length.squareRoot() : 1, to: &shares)
    let top = shares.max() ?? 0
    var total: Float = 0
    for index in shares.indices {
      shares[index] = expf(shares[index] - top)
      total += shares[index]
    }
    for index in shares.indices { shares[index] /= total }
    return true
  }

  /// Adds to each class's sum what the terms weigh for it.
  private func addWeights(_ hits: [TermHit], scale: Float, to sums: inout [Float]) {
    sums.withUnsafeMutableBufferPointer { sums in
      entries.withUnsafeBufferPointer { entries in
        starts.withUnsafeBufferPointer { starts in
          for hit in hits {
            for place in Int(starts[Int(hit.term)])..<Int(starts[Int(hit.term) + 1]) {
              sums[Int(entries[place].position)] += entries[place].value * hit.weight * scale
            }
          }
        }
      }
    }
  }

  /// What a term adds to a class, before the text's scale.
  func weight(_ term: TermID, _ position: Int) -> Float {
    for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) where entries[place].position == position {
      return entries[place].value
    }
    return 0
  }
}
