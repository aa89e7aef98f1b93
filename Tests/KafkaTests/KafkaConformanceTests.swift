import KafkaTestBroker
import MessagingConformance
import Testing

@Suite(
  "Kafka conformance", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaConformanceTests {
  @Test(
    "Kafka folds and delivers as every transport must", arguments: ConformanceSuite.folding + ConformanceSuite.delivery)
  func conforms(to sentence: ConformanceCase) throws {
    try sentence.check(KafkaLogUnderTest.transport)
  }
}
