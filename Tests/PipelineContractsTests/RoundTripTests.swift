import Foundation
import JSONCoding
import Models
import PipelineContracts
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test("Every article reads back as it was written", arguments: 0..<100 as Range<UInt64>)
  func articles(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try expectRoundTrip(random.article())
    try expectRoundTrip(random.identified())
    try expectRoundTrip(random.accepted())
  }

  @Test("Every facts document reads back as it was written", arguments: 0..<100 as Range<UInt64>)
  func facts(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try expectRoundTrip(random.facts())
  }

  @Test("Every signal, assessment, warning and alert reads back as it was written", arguments: 0..<100 as Range<UInt64>)
  func scores(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try expectRoundTrip(random.signal())
    try expectRoundTrip(random.assessment())
    try expectRoundTrip(random.warning())
    try expectRoundTrip(random.alert())
    try expectRoundTrip(random.suppression())
  }

  @Test("Every project, source and silence reads back as it was written", arguments: 0..<100 as Range<UInt64>)
  func registers(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try expectRoundTrip(random.project())
    try expectRoundTrip(random.source())
    try expectRoundTrip(random.silence())
  }

  @Test("Instants are written as their description", arguments: 0..<100 as Range<UInt64>)
  func instants(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let time = random.timestamp()
    let bytes = Signal.tick(asOf: time).jsonBytes()
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"kind":"tick","asOf":"\#(time)"}"#)
  }

  private func expectRoundTrip<Value: JSONCodable & Hashable>(
    _ value: Value, location: SourceLocation = #_sourceLocation
  ) throws {
    let bytes = value.jsonBytes()
    let read = try Value(jsonBytes: bytes)
    #expect(read == value, sourceLocation: location)
    #expect(read.jsonBytes() == bytes, sourceLocation: location)
    #expect(
      (try? JSONSerialization.jsonObject(with: Data(bytes))) is [String: Any],
      "not JSON for Foundation: \(String(decoding: bytes, as: UTF8.self))", sourceLocation: location)
  }
}
