import Dispatch
import HTTPClient
import HTTPTestServer
import Testing

let blockingQueue = DispatchQueue(label: "blocking")

/// 4096 zero bytes, compressed by gzip.
let gzipOfZeros: [UInt8] = [
  31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 1, 13, 0, 0, 0, 194, 160, 247, 79, 109, 15, 7, 20, 0, 0, 0, 240, 110, 17,
  0, 28,
  199, 0, 16, 0, 0,
]

@Suite struct HTTPFailureTests {
  private static let head = "HTTP/1.1 200 OK\r\n"

  /// What a server does wrong, and the code of the failure.
  private static let misbehaviours: [(String, [HTTPTestServer.Step], String)] = [
    ("ends before it says anything", [], "http_malformed_response"),
    ("resets the connection", [.reset], "http_malformed_response"),
    ("does not speak HTTP", [.text("220 mail ready\r\n")], "http_malformed_response"),
    ("sends less than it announced", [.text("\(head)Content-Length: 100\r\n\r\nshort")], "http_malformed_response"),
    ("sends a broken chunk", [.text("\(head)Transfer-Encoding: chunked\r\n\r\nzz\r\n")], "http_malformed_response"),
    ("ends within a chunk", [.text("\(head)Transfer-Encoding: chunked\r\n\r\nff\r\nab")], "http_malformed_response"),
    (
      "sends compressed bytes that are not", [.reply(headers: [("Content-Encoding", "gzip")], text: "not gzip at all")],
      "http_malformed_response"
    ),
    (
      "announces more than the limit", [.text("\(head)Content-Length: 9999999\r\n\r\n"), .wait(milliseconds: 100)],
      "http_response_too_large"
    ),
    (
      "sends a body without end", [.text("\(head)\r\n"), .sendForever(Array(repeating: 65, count: 8192))],
      "http_response_too_large"
    ),
    ("sends headers without end", [.text(head), .sendForever(Array("X-A: b\r\n".utf8))], "http_headers_too_large"),
    ("says nothing", [.wait(milliseconds: 9000)], "http_timeout"),
    (
      "drips",
      [.text("\(head)Content-Length: 50\r\n\r\n")]
        + (0..<30).flatMap { _ in [.text("x"), .wait(milliseconds: 250)] as [HTTPTestServer.Step] }, "http_timeout"
    ),
    ("redirects in a circle", [.reply(301, headers: [("Location", "/")])], "http_redirects"),
    ("redirects to a file", [.reply(302, headers: [("Location", "file:///etc/passwd")])], "http_invalid_request"),
    ("redirects to nowhere", [.reply(302, headers: [("Location", "http://127.0.0.1:1/")])], "http_unreachable"),
  ]

  @Test("each way of a server to misbehave ends in its own code", arguments: misbehaviours.indices)
  func misbehaving(_ index: Int) async throws {
    let (name, steps, code) = Self.misbehaviours[index]
    let server = try HTTPTestServer { _ in steps }
    let limits = HTTPLimits(totalTimeout: .seconds(5), bodyBytes: 1 << 20, redirects: 4)
    let client = HTTPClient(policy: AddressPolicy(reach: .any, allowsPlainHTTP: true), limits: limits)
    do throws(HTTPFailure) {
      let response = try await client.send(HTTPRequest(.get, server.url))
      Issue.record("a server that \(name) gave a response with status \(response.status)")
    } catch {
      #expect(error.code == code, "a server that \(name): \(error)")
      #expect(!error.description.isEmpty)
    }
  }

  @Test(
    "no spelling of a private address is connected to",
    arguments: ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "localhost", "0"])
  func spellings(_ host: String) async throws {
    let server = try HTTPTestServer { _ in [.reply(text: "inner")] }
    let client = HTTPClient(policy: AddressPolicy(allowsPlainHTTP: true))
    do throws(HTTPFailure) {
      _ = try await client.send(HTTPRequest(.get, "http://\(host):\(server.port)/"))
      Issue.record("\(host) was connected to")
    } catch {
      #expect(error.code == "http_address_refused", "\(host): \(error)")
    }
    #expect(server.requests.isEmpty)
  }

  @Test(
    "an address that is malformed, or not http, is refused",
    arguments: [
      "", "no scheme here", "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "http://", "dict://a",
    ])
  func addresses(_ url: String) async {
    let client = HTTPClient(policy: AddressPolicy(reach: .any, allowsPlainHTTP: true))
    await #expect { _ = try await client.send(HTTPRequest(.get, url)) } throws: {
      ($0 as? HTTPFailure)?.code == "http_invalid_request"
    }
  }

  @Test("plain http is refused where the policy asks for https")
  func plain() async throws {
    let server = try HTTPTestServer { _ in [.reply(text: "inner")] }
    let client = HTTPClient(policy: AddressPolicy(reach: .any))
    await #expect { _ = try await client.send(HTTPRequest(.get, server.url)) } throws: {
      ($0 as? HTTPFailure)?.code == "http_invalid_request"
    }
    #expect(server.requests.isEmpty)
  }

  @Test(
    "a header that would begin another line is refused before anything is sent",
    arguments: [
      ("X-A", "b\r\nX-C: d"), ("X-A", "b\n"), ("X-A", "b\0"), ("X A", "b"), ("X-A:", "b"), ("", "b"), ("X-A\r\n", "b"),
    ])
  func injection(_ name: String, _ value: String) async throws {
    let server = try HTTPTestServer { _ in [.reply()] }
    let client = HTTPClient(policy: AddressPolicy(reach: .any, allowsPlainHTTP: true))
    let request = HTTPRequest(.get, server.url, headers: [.init(name, value)])
    await #expect { _ = try await client.send(request) } throws: {
      ($0 as? HTTPFailure)?.code == "http_invalid_request"
    }
    #expect(server.requests.isEmpty)
  }

  @Test("a host without an address is unresolved")
  func unresolved() async {
    let client = HTTPClient(
      policy: AddressPolicy(reach: .any, allowsPlainHTTP: true), limits: HTTPLimits(totalTimeout: .seconds(5)))
    await #expect { _ = try await client.send(HTTPRequest(.get, "http://no-such-host.invalid/")) } throws: {
      ["http_unresolved", "http_timeout"].contains(($0 as? HTTPFailure)?.code)
    }
  }
}
