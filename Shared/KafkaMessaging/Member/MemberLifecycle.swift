import Messaging

/// Decides what follows when a membership of a consumer group has ended by a failure: join again, or stop the process.
///
/// A consumer that librdkafka reports as fatal or fenced never works again, so the membership ends with it and a new
/// one begins. A single failure does not show whether a broker crashed or a second process has the same instance name;
/// with a second process, the failures recur. Two such processes fence each other in turn: the one that started first
/// reaches the limit first and stops, and the other continues.
///
/// A membership without progress ends too, in case only its clients are at fault. It does not count: where new clients
/// do not help, the stage's health ends the process.
///
/// A pure state machine: times are seconds of a monotonic clock.
package struct MemberLifecycle: Sendable {
  /// Why a membership ended.
  package enum End: Hashable, Sendable {
    case failed(KafkaError)
    /// Nothing advanced, though there was work and the brokers responded; with the partition or the group in words.
    case stuck(String)

    package var description: String {
      switch self {
      case .failed(let error): error.description
      case .stuck(let what): what
      }
    }

    /// The kind of the failure, or `stuck`.
    package var kind: String {
      switch self {
      case .failed(let error): error.kind.rawValue
      case .stuck: "stuck"
      }
    }
  }

  package enum Action: Hashable, Sendable {
    case rejoin(attempt: Int, afterMilliseconds: Int)
    case stop(reason: String)
  }

  private let instance: String?
  private let limit: Int
  private let window: Double
  private let backoff: Backoff
  /// The times at which memberships failed, in seconds, oldest first; only those within the window.
  private var failures: [Double] = []

  /// - Parameters:
  ///   - instance: the name of a static member, for the error message; nil for a dynamic member.
  ///   - limit: the number of failures within `window` seconds at which the process stops.
  package init(
    instance: String?, limit: Int = 3, window: Double = 300, backoff: Backoff = Backoff(first: 500, most: 5000)
  ) {
    self.instance = instance
    self.limit = limit
    self.window = window
    self.backoff = backoff
  }

  package mutating func memberEnded(_ end: End, at now: Double) -> Action {
    guard case .failed(let error) = end else {
      return .rejoin(attempt: 1, afterMilliseconds: backoff.delay(attempt: 1))
    }
    failures.removeAll { $0 <= now - window }
    failures.append(now)
    guard failures.count >= limit else {
      return .rejoin(attempt: failures.count, afterMilliseconds: backoff.delay(attempt: failures.count))
    }
    return .stop(reason: reason(error))
  }

  private func reason(_ error: KafkaError) -> String {
    let count = "its membership of the group ended \(failures.count) times within \(Int(window)) s, last with: \(error)"
    guard error.kind == .fenced, let instance else { return count }
    return "another process probably uses the instance name \(instance): \(count). Give each process of a service a "
      + "different name (setting kafka.instance) and a different state folder"
  }
}
