/// Why there is no response.
package enum HTTPFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The request cannot be sent: its headers or its address are malformed.
  case invalidRequest(String)
  /// The address policy refuses to connect to what the host's name resolves to.
  case addressRefused(address: String, reason: String)
  case unresolved
  case unreachable(String)
  case timedOut
  /// Encrypted transport failed: a certificate that is not trusted, or no common protocol.
  case tls(String)
  case tooManyRedirects(limit: Int)
  case responseTooLarge(limit: Int)
  case headersTooLarge(limit: Int)
  /// The server broke off or did not speak HTTP.
  case malformedResponse(String)
  case cancelled

  /// A stable code, for logs, metrics and records.
  package var code: String {
    switch self {
    case .invalidRequest: "http_invalid_request"
    case .addressRefused: "http_address_refused"
    case .unresolved: "http_unresolved"
    case .unreachable: "http_unreachable"
    case .timedOut: "http_timeout"
    case .tls: "http_tls"
    case .tooManyRedirects: "http_redirects"
    case .responseTooLarge: "http_response_too_large"
    case .headersTooLarge: "http_headers_too_large"
    case .malformedResponse: "http_malformed_response"
    case .cancelled: "http_cancelled"
    }
  }

  package var description: String {
    switch self {
    case .invalidRequest(let problem): "the request cannot be sent: \(problem)"
    case .addressRefused(let address, let reason):
      "connecting to \(address) is refused: \(reason); only public addresses are allowed unless the configuration says otherwise"
    case .unresolved: "the host's name cannot be resolved; check its spelling and the name service"
    case .unreachable(let reason): "the host cannot be reached: \(reason)"
    case .timedOut: "there was no complete response in time"
    case .tls(let reason): "the encrypted connection failed: \(reason)"
    case .tooManyRedirects(let limit): "there were more than \(limit) redirects"
    case .responseTooLarge(let limit): "the response is larger than \(limit) bytes"
    case .headersTooLarge(let limit): "the response's headers are larger than \(limit) bytes"
    case .malformedResponse(let reason): "the response is not complete HTTP: \(reason)"
    case .cancelled: "the request was cancelled"
    }
  }
}
