import Glibc
import ReferenceData

/// The weights of one question: for each term its additions to the sums of the classes.
struct LinearTable: Sendable {
  /// Four bytes, since a text reads hundreds of them from places far apart.
  private struct Entry {
    /// The class's position.
    var position: UInt8
    /// The weight's position in `values`.
    var value: UInt16
  }

  let classes: [String]
  private let bias: [Float]
  private let isScaled: Bool
  private var entries: [Entry] = []
  /// The weights, each once.
  private var values: [Float] = []
  /// By term: `entries[starts[term]..<starts[term + 1]]`.
  private var starts: [UInt16] = []

  /// At most 256 classes and 65,535 weights. `ids` are the numbers of the terms of `weights`, below `termCount`.
  init(_ weights: ClassifierWeights, ids: [TermID], termCount: Int) {
    classes = weights.classes
    bias = weights.bias.map { Float($0) }
    isScaled = weights.isScaled
    var places = [Int32](repeating: -1, count: termCount)
    for (place, id) in ids.enumerated() { places[Int(id)] = Int32(place) }
    var positions: [Float: UInt16] = [:]
    starts.reserveCapacity(termCount + 1)
    for place in places {
      starts.append(UInt16(entries.count))
      guard place >= 0 else { continue }
      for weight in weights.weights(of: Int(place)) {
        if positions[weight.value] == nil {
          positions[weight.value] = UInt16(values.count)
          values.append(weight.value)
        }
        entries.append(Entry(position: UInt8(weight.position), value: positions[weight.value, default: 0]))
      }
      precondition(entries.count <= UInt16.max, "a table has at most 65,535 weights")
    }
    starts.append(UInt16(entries.count))
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
        values.withUnsafeBufferPointer { values in
          starts.withUnsafeBufferPointer { starts in
            for hit in hits {
              for place in Int(starts[Int(hit.term)])..<Int(starts[Int(hit.term) + 1]) {
                sums[Int(entries[place].position)] += values[Int(entries[place].value)] * hit.weight * scale
              }
            }
          }
        }
      }
    }
  }

  /// What a term adds to a class, before the text's scale.
  func weight(_ term: TermID, _ position: Int) -> Float {
    for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) where entries[place].position == position {
      return values[Int(entries[place].value)]
    }
    return 0
  }
}
