import Glibc
import ReferenceData

/// The weights of one question: for each term its additions to the sums of the classes.
struct LinearTable: Sendable {
  private struct Entry {
    var position: Int32
    var weight: Float
  }

  let classes: [String]
  private let bias: [Float]
  private let isScaled: Bool
  private var entries: [Entry] = []
  /// By term: `entries[starts[term]..<starts[term + 1]]`.
  private var starts: [Int32] = []

  init(_ weights: ClassifierWeights, terms: [String]) {
    classes = weights.classes
    bias = weights.bias.map { Float($0) }
    isScaled = weights.isScaled
    let positions = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, Int32($0)) })
    let rows = Dictionary(grouping: weights.rows, by: \.term)
    for term in terms {
      starts.append(Int32(entries.count))
      for row in rows[term] ?? [] {
        guard let position = positions[row.className] else { continue }
        entries.append(Entry(position: position, weight: Float(row.weight)))
      }
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
              sums[Int(entries[place].position)] += entries[place].weight * hit.weight * scale
            }
          }
        }
      }
    }
  }

  /// What a term adds to a class, before the text's scale.
  func weight(_ term: TermID, _ position: Int) -> Float {
    for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) where entries[place].position == position {
      return entries[place].weight
    }
    return 0
  }
}
