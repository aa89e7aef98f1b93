import Dispatch
import Glibc
import Synchronization

/// An HTTP server on loopback that sends exactly the bytes that a test wants, also wrong ones.
package final class HTTPTestServer: Sendable {
  package let port: Int
  package var url: String { "http://127.0.0.1:\(port)" }
  private let listener: Int32
  private let log: Log

  package struct Request: Sendable {
    package let method: String
    package let path: String
    /// Names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]
  }

  package enum Step: Sendable {
    case send([UInt8])
    case wait(milliseconds: Int)
    /// The same bytes again and again until the client leaves.
    case sendForever([UInt8])
    /// A TCP reset instead of an orderly end.
    case reset
  }

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
  }

  /// - Parameter greeting: sent before anything is read, by a server of another protocol.
  package init(greeting: [UInt8] = [], _ respond: @escaping @Sendable (Request) -> [Step]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw Failure.cannotListen(errno) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    let log = Log()
    self.log = log
    DispatchQueue(label: "http-test-server").async {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        // A queue of its own has a thread of its own: a connection that waits delays no other.
        DispatchQueue(label: "http-test-connection").async { Self.serve(client, greeting, log, respond) }
      }
    }
  }

  package enum Failure: Error { case cannotListen(Int32) }

  deinit {
    // A test may drop its last reference while its last request is under way: the port must not go to another server
    // yet.
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(30)) { [listener] in
      shutdown(listener, Int32(SHUT_RDWR))
      close(listener)
    }
  }

  /// All requests so far.
  package var requests: [Request] { log.requests.withLock { $0 } }

  private static func serve(_ client: Int32, _ greeting: [UInt8], _ log: Log, _ respond: (Request) -> [Step]) {
    defer { close(client) }
    guard write(greeting, to: client) else { return }
    guard let request = read(client) else { return }
    log.requests.withLock { $0.append(request) }
    for step in respond(request) {
      switch step {
      case .send(let bytes): if !write(bytes, to: client) { return }
      case .wait(let milliseconds): usleep(UInt32(milliseconds) * 1000)
      case .sendForever(let bytes): while write(bytes, to: client) {}
      case .reset:
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(client, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        return
      }
    }
    shutdown(client, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: 4096)
    while recv(client, &rest, rest.count, 0) > 0 {}
  }

  private static func write(_ bytes: [UInt8], to client: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func read(_ client: Int32) -> Request? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let request = parse(bytes) { return request }
      let count = recv(client, &block, block.count, 0)
      guard count > 0 else { return nil }
      bytes += block[..<count]
    }
  }

  private static func parse(_ bytes: [UInt8]) -> Request? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    let body = Array(text[end.upperBound...].utf8)
    guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    return Request(method: String(words[0]), path: String(words[1]), headers: headers, body: body)
  }
}

extension HTTPTestServer.Step {
  /// A complete response with a length, after which the connection closes.
  package static func reply(
    _ status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []
  ) -> HTTPTestServer.Step {
    var head = "HTTP/1.1 \(status) Test\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return .send(Array((head + "\r\n").utf8) + body)
  }

  package static func reply(
    _ status: Int = 200, headers: [(String, String)] = [], text: String
  ) -> HTTPTestServer.Step {
    reply(status, headers: headers, body: Array(text.utf8))
  }

  package static func text(_ text: String) -> HTTPTestServer.Step { .send(Array(text.utf8)) }
}
