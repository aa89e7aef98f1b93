import CMicrohttpd
import Glibc

/// A small HTTP/1.1 server for responses that are ready at once.
///
/// One thread of the library serves all connections and calls `handler`, which must not block. Requests with a body,
/// with a NUL in the path or with methods other than GET and HEAD are refused before the handler sees them.
package final class HTTPServer: @unchecked Sendable {
  // `@unchecked Sendable`: the daemon's pointer is set once, and the library locks its own state.
  private let daemon: OpaquePointer
  private let context: Unmanaged<Context>
  /// The port that the server listens on: the one given or, for 0, the one that the system chose.
  package let port: Int

  package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case badAddress(String)
    case cannotListen(address: String, port: Int, reason: String)

    package var description: String {
      switch self {
      case .badAddress(let address):
        "\(address) is no address to listen on: an IPv4 or IPv6 address in digits was expected, for example 127.0.0.1"
      case .cannotListen(let address, let port, let reason):
        "cannot listen on \(address) port \(port): \(reason); choose another port"
      }
    }
  }

  fileprivate final class Context: Sendable {
    let handler: @Sendable (HTTPRequest) -> HTTPResponse
    init(handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse) { self.handler = handler }
  }

  /// - Parameters:
  ///   - address: an IPv4 or IPv6 address in digits.
  ///   - port: 0 to 65535; 0 lets the system choose.
  ///   - connections: how many clients at most are served at a time; later ones wait in the system's queue.
  package init(
    address: String, port: Int, connections: Int = 64, handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) throws(Failure) {
    let context = Unmanaged.passRetained(Context(handler: handler))
    let started: OpaquePointer?
    do {
      started = try Self.withSocketAddress(address, port) { pointer in
        beacon_mhd_start(pointer, answer, context.toOpaque(), UInt32(connections), 10)
      }
    } catch {
      context.release()
      throw error
    }
    guard let daemon = started else {
      let reason = String(cString: strerror(errno))
      context.release()
      throw .cannotListen(address: address, port: port, reason: reason)
    }
    self.daemon = daemon
    self.context = context
    self.port = Int(beacon_mhd_port(daemon))
  }

  /// Stops listening and waits for requests in progress.
  deinit {
    MHD_stop_daemon(daemon)
    context.release()
  }

  private static func withSocketAddress<Value>(
    _ address: String, _ port: Int, _ body: (UnsafePointer<sockaddr>) -> Value
  ) throws(Failure) -> Value {
    guard (0...65_535).contains(port) else { throw .badAddress("\(address):\(port)") }
    var four = sockaddr_in()
    if inet_pton(AF_INET, address, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = in_port_t(port).bigEndian
      return withUnsafePointer(to: &four) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
    }
    var six = sockaddr_in6()
    guard inet_pton(AF_INET6, address, &six.sin6_addr) == 1 else { throw .badAddress(address) }
    six.sin6_family = sa_family_t(AF_INET6)
    six.sin6_port = in_port_t(port).bigEndian
    return withUnsafePointer(to: &six) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
  }
}

/// The library calls this when the head of a request has been read. It queues the response at once, so no body is read.
private let answer: MHD_AccessHandlerCallback = { @Sendable context, connection, url, method, _, _, size, _ in
  guard let context, let connection, let url, let method, let size else { return MHD_Result.NO }
  let server = Unmanaged<HTTPServer.Context>.fromOpaque(context).takeUnretainedValue()
  let verb = String(cString: method)
  let hasBody =
    size.pointee != 0 || header(connection, "Transfer-Encoding") != nil
    || (header(connection, "Content-Length") ?? "0") != "0"
  let response: HTTPResponse =
    if verb != "GET", verb != "HEAD" {
      HTTPResponse(status: 405, text: "expected GET or HEAD\n")
    } else if hasBody {
      HTTPResponse(status: 413, text: "a request without a body was expected\n")
    } else {
      server.handler(HTTPRequest(path: String(cString: url)))
    }
  return queue(response, on: connection)
}

private func header(_ connection: OpaquePointer, _ name: String) -> String? {
  MHD_lookup_connection_value(connection, MHD_ValueKind.HEADER_KIND, name).map { String(cString: $0) }
}

private func queue(_ response: HTTPResponse, on connection: OpaquePointer) -> MHD_Result {
  let answer = response.body.withUnsafeBytes {
    MHD_create_response_from_buffer(
      $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), MHD_ResponseMemoryMode.RESPMEM_MUST_COPY)
  }
  guard let answer else { return MHD_Result.NO }
  defer { MHD_destroy_response(answer) }
  MHD_add_response_header(answer, "Content-Type", response.contentType)
  MHD_add_response_header(answer, "X-Content-Type-Options", "nosniff")
  MHD_add_response_header(answer, "Cache-Control", "no-store")
  if response.status == 405 { MHD_add_response_header(answer, "Allow", "GET, HEAD") }
  if response.status == 413 || response.status == 405 { MHD_add_response_header(answer, "Connection", "close") }
  return MHD_queue_response(connection, UInt32(response.status), answer)
}
