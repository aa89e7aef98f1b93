import Foundation
import MessagingConformance
import Testing

@Suite("Kafka client on a mock cluster with injected errors")
struct MockClusterTests {
  /// Each on a separate thread, all at a time: they wait for timers of the client.
  @Test("The client loses and doubles nothing, and names its errors", arguments: MockCase.all)
  func holds(_ sentence: MockCase) async {
    let outcome = await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: sentence.run()) }
    }
    if let failure = outcome.failure { Issue.record("\(sentence): \(failure)") }
  }
}
