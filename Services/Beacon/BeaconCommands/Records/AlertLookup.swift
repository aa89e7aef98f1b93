import CommandLine
import Models
import PipelineContracts

extension RecordSource {
  /// All records of the alert whose id begins with `word`, oldest first. Fails with `dataError` unless exactly one
  /// alert's id begins so.
  ///
  /// - Parameter expected: what the command takes in place of `word`, for the failure.
  func records(ofAlert word: String, expected: String) throws(CommandFailure) -> [Alert] {
    let (found, _) = try inOrder(TopicCatalogue.alerts.name) { (record) throws(CommandFailure) in
      let alert = try record.decoded(as: TopicCatalogue.alerts)
      return alert.id.hasPrefix(word) ? alert : nil
    }
    guard let first = found.first else {
      throw CommandFailure(
        .dataError, "no alert has an id that begins with \(word)", expected: expected)
    }
    guard found.allSatisfy({ $0.id == first.id }) else {
      throw CommandFailure(
        .dataError, "more than one alert has an id that begins with \(word)", expected: "more characters of the id")
    }
    return found
  }
}
