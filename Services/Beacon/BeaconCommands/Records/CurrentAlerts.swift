import Models

/// The last record of each alert, renewals included, in the order in which these records were added.
struct CurrentAlerts {
  private var places: [String: Int] = [:]
  private var records: [Alert] = []

  mutating func add(_ alert: Alert) {
    places[alert.id] = records.count
    records.append(alert)
  }

  var alerts: [Alert] {
    records.enumerated().filter { places[$1.id] == $0 }.map(\.element)
  }
}
