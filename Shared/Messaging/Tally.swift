/// Counts by metric and labels, kept by stages.
package struct Tally: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    /// The name of a counter in the catalogue of metrics.
    package let metric: String
    /// The values of the metric's labels, in the order in which the catalogue of metrics lists the labels.
    package let labels: [String]
  }

  package private(set) var counts: [Key: Int] = [:]

  package init() {}

  package subscript(metric: String, labels: [String]) -> Int {
    counts[Key(metric: metric, labels: labels), default: 0]
  }

  /// What was counted since `earlier`, an earlier value of this tally.
  package func since(_ earlier: Tally) -> Tally {
    var difference = Tally()
    for (key, count) in counts where count != earlier.counts[key] {
      difference.counts[key] = count - earlier.counts[key, default: 0]
    }
    return difference
  }

  mutating func add(_ count: Int, _ metric: String, _ labels: [String]) {
    counts[Key(metric: metric, labels: labels), default: 0] += count
  }

  package mutating func add(_ other: Tally) {
    counts.merge(other.counts) { $0 + $1 }
  }
}
