import Effects
import HTTPClient
import JSONCoding
import Models

/// Posts records to an address by the Standard Webhooks specification: signed, over https and to public addresses only,
/// unless the operator allows others.
///
/// | response | outcome |
/// |---|---|
/// | 2xx | done |
/// | 410 Gone | refused: the receiver does not want this record; later ones are still sent |
/// | any other status | failed: repeated, after `Retry-After` where it is given |
/// | a redirect | failed: redirects are not followed, since they could lead to a private address |
/// | none in time, or more than 64 KiB | failed |
/// | the host's name resolves to a private address | failed: the name service may return another one later |
/// | the address is malformed | refused |
package struct WebhookReceiver: Receiver {
  package let id: String
  private let url: String
  private let secrets: [WebhookSecret]
  private let isAccepted: ReceiverKind.Accepts
  private let client: HTTPClient
  private let clock: @Sendable () -> Timestamp
  private let limits: HTTPLimits

  package static let limits = HTTPLimits(
    connectTimeout: .seconds(5), totalTimeout: .seconds(15), bodyBytes: 64 << 10, headerBytes: 32 << 10, redirects: 0)
  /// The longest wait that a receiver may ask for.
  private static let longestWait = RetryPolicy.defaultLongestPause

  /// - Parameters:
  ///   - secrets: at least one. Each signs every request, so that a receiver can replace an old secret with a new one.
  ///   - client: an HTTP client that applies this receiver's address policy.
  package init(
    id: String, url: String, secrets: [WebhookSecret], accepts: @escaping ReceiverKind.Accepts, client: HTTPClient,
    limits: HTTPLimits = limits, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.id = id
    self.url = url
    self.secrets = secrets
    isAccepted = accepts
    self.client = client
    self.limits = limits
    self.clock = clock
  }

  package func accepts(_ task: EffectTask) throws(JSONError) -> Bool { try isAccepted(task) }

  package func perform(_ task: EffectTask) async -> EffectOutcome {
    let now = clock()
    let payload = Self.payload(of: task)
    let seconds = now.milliseconds / 1000
    let signatures = secrets.map { $0.signature(id: task.id, timestamp: seconds, payload: payload) }
    let request = HTTPRequest(
      .post, url,
      headers: [
        .init("content-type", "application/json"), .init("webhook-id", task.id),
        .init("webhook-timestamp", String(seconds)), .init("webhook-signature", signatures.joined(separator: " ")),
      ], body: payload)
    do {
      return outcome(of: try await client.send(request, limits: limits), now: now)
    } catch {
      switch error {
      case .invalidRequest: return .refused(error.description)
      default: return .failed(error.description)
      }
    }
  }

  private func outcome(of response: HTTPResponse, now: Timestamp) -> EffectOutcome {
    switch response.status {
    case 200..<300: .done("status \(response.status)")
    case 410: .refused("status 410: the receiver does not want this record")
    case 300..<400:
      .failed("status \(response.status): redirects are not followed; configure the address that it leads to")
    default:
      .failed(
        "status \(response.status)", after: response.retryAfter(now: now, within: .seconds(1)...Self.longestWait))
    }
  }

  /// The request's body: `{"type", "timestamp", "data"}`, with the record's own bytes as `data`.
  static func payload(of task: EffectTask) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.field("type", task.type)
    json.field("timestamp", task.time.description)
    json.key("data")
    return json.bytes + task.value + [UInt8(ascii: "}")]
  }
}
