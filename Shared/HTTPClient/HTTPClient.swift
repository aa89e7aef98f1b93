import Dispatch
import Models
import Synchronization

/// An HTTP client over libcurl, for feeds and webhooks.
///
/// One client has one address policy and one pool of connections: a pooled connection skips the check of its address,
/// so policies never share a pool. Proxies and credentials from the environment are not used. Responses of any status
/// are returned; an `HTTPFailure` means that there is no response.
package final class HTTPClient: Sendable {
  private let loop: TransferLoop
  private let limits: HTTPLimits

  /// - Parameters:
  ///   - concurrency: how many requests are in flight at most; more wait in order.
  ///   - certificates: a file of trusted certificates in PEM; nil for the system's.
  package init(
    policy: AddressPolicy, limits: HTTPLimits = HTTPLimits(), concurrency: Int = 64, certificates: String? = nil,
    userAgent: String = "Beacon/\(BeaconVersion.text)"
  ) {
    self.limits = limits
    loop = TransferLoop(
      TransferSettings(policy: policy, certificates: certificates, userAgent: userAgent), concurrency: concurrency)
    let loop = loop
    DispatchQueue(label: "beacon.http").async { loop.run() }
  }

  /// Cancels the requests in flight.
  deinit { loop.stop() }

  /// Sends a request and returns the response. `limits` replaces those of the client. The time limit begins with the
  /// transfer, not while the request waits for others.
  package func send(
    _ request: HTTPRequest, limits: HTTPLimits? = nil
  ) async throws(HTTPFailure) -> HTTPResponse {
    try request.validate()
    let id = loop.nextId()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.add(
          TransferJob(id: id, request: request, limits: limits ?? self.limits) { continuation.resume(returning: $0) })
      }
    } onCancel: {
      loop.cancel(id)
    }
    return try result.get()
  }

  /// Sends a request and blocks until the response is there. Never call it from a task: it would block a thread of the
  /// cooperative pool.
  package func sendAndWait(
    _ request: HTTPRequest, limits: HTTPLimits? = nil
  ) throws(HTTPFailure) -> HTTPResponse {
    try request.validate()
    let done = DispatchSemaphore(value: 0)
    let received = Received()
    loop.add(
      TransferJob(id: loop.nextId(), request: request, limits: limits ?? self.limits) { result in
        received.result.withLock { $0 = result }
        done.signal()
      })
    done.wait()
    return try received.result.withLock { $0 }.get()
  }

  private final class Received: Sendable {
    let result = Mutex<Result<HTTPResponse, HTTPFailure>>(.failure(.cancelled))
  }
}
