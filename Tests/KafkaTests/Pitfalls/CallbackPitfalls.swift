import Dispatch
import Foundation
import KafkaMessaging
import Testing

@Suite("Pitfalls of callbacks")
@MainActor
struct CallbackPitfalls {
  @Test("Librdkafka's threads log and report errors while the main thread waits")
  func errors() throws {
    var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1")
    settings.overrides = ["debug": "all"]
    let producer = try KafkaProducer(settings)
    let error = try waiting(for: "the report of a broker that is not there") {
      producer.poll()
      return producer.takeLastError()
    }
    #expect(error.kind == .retriable)
    #expect(producer.close())
  }

  @Test("Deliveries are reported on another thread while the main thread waits")
  func deliveries() throws {
    var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1")
    settings.overrides = ["message.timeout.ms": "500"]
    let producer = try KafkaProducer(settings)
    for index in 0..<100 { try producer.produce(record("nowhere", "k", "v"), index: index) }
    let done = DispatchSemaphore(value: 0)
    // Written before the signal and read after it.
    nonisolated(unsafe) var failed: (count: Int, first: Int?) = (0, nil)
    Thread.detachNewThread {
      let report = producer.settle()
      failed = (report.failed, report.firstFailure?.index)
      done.signal()
    }
    try #require(done.wait(timeout: .now() + 60) == .success)
    #expect(failed.count == 100 && failed.first == 0)
    #expect(producer.close())
  }
}
