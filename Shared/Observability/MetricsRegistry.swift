import Synchronization

/// A family of measurements, as a program's catalogue lists it. Names and labels follow Prometheus: `[a-z_][a-z0-9_]*`.
///
/// Labels take values from small closed sets: stages, codes, levels; never a subject, an address or an id.
package struct MetricFamily: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Only rises, until the process ends.
    case counter
    case gauge
    /// The number of observations up to each bound; `bounds` ascend.
    case histogram(bounds: [Double])
  }

  package let name: String
  package let kind: Kind
  package let help: String
  package let labels: [String]

  package init(_ name: String, _ kind: Kind, labels: [String] = [], help: String) {
    self.name = name
    self.kind = kind
    self.labels = labels
    self.help = help
  }
}

/// The measurements of one process.
package final class MetricsRegistry: Sendable {
  private let families: [MetricFamily]
  private let series: Mutex<[String: [[String]: Series]]>

  private struct Series {
    var value = 0.0
    /// For histograms only: the number of observations in each bucket, not cumulative; the last bucket is above every
    /// bound.
    var buckets: [Int] = []
  }

  /// Only families of `catalogue` can be measured.
  package init(catalogue: [MetricFamily]) {
    families = catalogue.sorted { $0.name < $1.name }
    series = Mutex(Dictionary(catalogue.map { ($0.name, [:]) }) { first, _ in first })
  }

  /// Adds to a counter or a gauge. A counter takes no negative amount.
  package func add(_ amount: Double, to family: MetricFamily, _ labels: [String] = []) {
    if family.kind == .counter { precondition(amount >= 0, "a counter only rises") }
    change(family, labels) { $0.value += amount }
  }

  package func set(_ family: MetricFamily, _ labels: [String] = [], to value: Double) {
    change(family, labels) { $0.value = value }
  }

  package func observe(_ value: Double, in family: MetricFamily, _ labels: [String] = []) {
    guard case .histogram(let bounds) = family.kind else { preconditionFailure("\(family.name) is no histogram") }
    change(family, labels) { series in
      if series.buckets.isEmpty { series.buckets = Array(repeating: 0, count: bounds.count + 1) }
      series.value += value
      series.buckets[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    }
  }

  private func change(_ family: MetricFamily, _ labels: [String], _ change: (inout Series) -> Void) {
    precondition(labels.count == family.labels.count, "\(family.name) takes \(family.labels.count) labels")
    series.withLock { series in
      precondition(series[family.name] != nil, "\(family.name) is not in the catalogue")
      change(&series[family.name, default: [:]][labels, default: Series()])
    }
  }

  /// All samples, in the Prometheus text format 0.0.4, sorted by name and labels.
  package func prometheusText() -> String {
    let series = series.withLock { $0 }
    var text = ""
    for family in families {
      guard let members = series[family.name], !members.isEmpty else { continue }
      text += "# HELP \(family.name) \(escapedHelp(family.help))\n# TYPE \(family.name) \(typeName(family.kind))\n"
      for (labels, member) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        text += lines(of: member, family, zip(family.labels, labels).map { ($0, $1) })
      }
    }
    return text
  }

  private func lines(of series: Series, _ family: MetricFamily, _ labels: [(String, String)]) -> String {
    guard case .histogram(let bounds) = family.kind else {
      return "\(family.name)\(labelText(labels)) \(number(series.value))\n"
    }
    var text = ""
    var count = 0
    for (index, bucket) in series.buckets.enumerated() {
      count += bucket
      let bound = index < bounds.count ? number(bounds[index]) : "+Inf"
      text += "\(family.name)_bucket\(labelText(labels + [("le", bound)])) \(count)\n"
    }
    text += "\(family.name)_sum\(labelText(labels)) \(number(series.value))\n"
    return text + "\(family.name)_count\(labelText(labels)) \(count)\n"
  }
}

private func typeName(_ kind: MetricFamily.Kind) -> String {
  switch kind {
  case .counter: "counter"
  case .gauge: "gauge"
  case .histogram: "histogram"
  }
}

private func labelText(_ labels: [(name: String, value: String)]) -> String {
  guard !labels.isEmpty else { return "" }
  return "{" + labels.map { "\($0.name)=\"\(escapedLabel($0.value))\"" }.joined(separator: ",") + "}"
}

private func number(_ value: Double) -> String {
  if let whole = Int(exactly: value) { return String(whole) }
  return value.isNaN ? "NaN" : value == .infinity ? "+Inf" : value == -.infinity ? "-Inf" : value.description
}

private func escapedHelp(_ text: String) -> String {
  text.map { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : String($0) }.joined()
}

private func escapedLabel(_ text: String) -> String {
  text.map { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : $0 == "\"" ? "\\\"" : String($0) }.joined()
}
