import Foundation
import HTTPServer
import Testing

@Suite("HTTP server")
struct HTTPServerTests {
  private func server() throws -> HTTPServer {
    try HTTPServer(address: "127.0.0.1", port: 0) { request in
      request.path == "/metrics"
        ? HTTPResponse(text: "up 1\n") : HTTPResponse(status: 404, text: "nothing at \(request.path)\n")
    }
  }

  /// Sends bytes and reads until the server closes or a second has passed without a byte.
  private func talk(_ port: Int, _ request: String) -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var wait = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return "" }
    let bytes = Array(request.utf8)
    _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }

  @Test("A path gets the handler's response, with its type and length")
  func get() throws {
    let server = try server()
    let answer = talk(server.port, "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.contains("Content-Length: 5\r\n"))
    #expect(answer.contains("X-Content-Type-Options: nosniff\r\n"))
    #expect(answer.hasSuffix("\r\n\r\nup 1\n"))
  }

  @Test("HEAD has the head of GET and no body")
  func head() throws {
    let server = try server()
    let answer = talk(server.port, "HEAD /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }

  @Test(
    "What is no plain reading is refused",
    arguments: [
      ("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "405"),
      ("GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "413"),
      ("GET /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413"),
      ("GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"),
      ("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n", "405"),
    ])
  func refused(request: String, status: String) throws {
    let server = try server()
    #expect(talk(server.port, request).hasPrefix("HTTP/1.1 \(status) "))
  }

  @Test("A head of 100 KB is refused and the server continues")
  func largeHead() throws {
    let server = try server()
    let large = talk(server.port, "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(!large.hasPrefix("HTTP/1.1 200"))
    #expect(talk(server.port, "GET /metrics HTTP/1.0\r\n\r\n").contains("up 1"))
  }

  @Test("A port in use is an error that names it")
  func portInUse() throws {
    let server = try server()
    let failure = #expect(throws: HTTPServer.Failure.self) {
      _ = try HTTPServer(address: "127.0.0.1", port: server.port) { _ in HTTPResponse(text: "") }
    }
    #expect(failure?.description.contains("port \(server.port)") == true)
  }

  @Test("What is not an address is refused by name", arguments: ["localhost", "", "300.1.1.1", "::g"])
  func badAddress(address: String) {
    #expect(throws: HTTPServer.Failure.badAddress(address)) {
      _ = try HTTPServer(address: address, port: 0) { _ in HTTPResponse(text: "") }
    }
  }
}
