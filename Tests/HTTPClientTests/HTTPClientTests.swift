import HTTPClient
import HTTPTestServer
import Models
import Testing

/// Loopback is private: tests allow it by name.
private let open = AddressPolicy(reach: .any, allowsPlainHTTP: true)

private func client(_ policy: AddressPolicy = open, _ change: (inout HTTPLimits) -> Void = { _ in }) -> HTTPClient {
  var limits = HTTPLimits(connectTimeout: .seconds(2), totalTimeout: .seconds(30))
  change(&limits)
  return HTTPClient(policy: policy, limits: limits)
}

private func failure(_ client: HTTPClient, _ url: String) async -> HTTPFailure? {
  do throws(HTTPFailure) {
    _ = try await client.send(HTTPRequest(.get, url))
    return nil
  } catch {
    return error
  }
}

@Suite struct HTTPClientTests {
  @Test("a GET has its headers sent and its response returned whole")
  func get() async throws {
    let server = try HTTPTestServer { _ in [.reply(203, headers: [("X-Mark", " a b ")], text: "hello")] }
    let request = HTTPRequest(.get, "\(server.url)/x?y=1", headers: [.init("X-Sent", "yes"), .init("X-Empty", "")])
    let response = try await client().send(request)
    #expect(response.status == 203)
    #expect(response.header("x-mark") == "a b")
    #expect(response.body == Array("hello".utf8))
    let seen = try #require(server.requests.first)
    #expect(seen.method == "GET")
    #expect(seen.path == "/x?y=1")
    #expect(seen.headers["x-sent"] == "yes")
    #expect(seen.headers["x-empty"]?.isEmpty == true)
    #expect(seen.headers["user-agent"]?.hasPrefix("Beacon/") == true)
  }

  @Test("a POST has its bytes sent unchanged, with no header that was not asked for")
  func post() async throws {
    let server = try HTTPTestServer { _ in [.reply(204)] }
    let body: [UInt8] = [0, 13, 10, 255] + Array("{}".utf8)
    let response = try await client().send(
      HTTPRequest(
        .post, server.url, headers: [.init("Content-Type", "application/json")], body: body.filter { $0 < 128 }))
    #expect(response.status == 204)
    let seen = try #require(server.requests.first)
    #expect(seen.body == body.filter { $0 < 128 })
    #expect(seen.headers["content-type"] == "application/json")
    #expect(seen.headers["expect"] == nil)
  }

  @Test("a POST without a body has length 0")
  func emptyPost() async throws {
    let server = try HTTPTestServer { _ in [.reply(200)] }
    _ = try await client().send(HTTPRequest(.post, server.url))
    #expect(server.requests.first?.headers["content-length"] == "0")
  }

  @Test("a thread that may block gets the same response")
  func blocking() async throws {
    let server = try HTTPTestServer { _ in [.reply(text: "ok")] }
    let sender = client()
    let response = await withCheckedContinuation { continuation in
      blockingQueue.async { continuation.resume(returning: try? sender.sendAndWait(HTTPRequest(.get, server.url))) }
    }
    #expect(response?.body == Array("ok".utf8))
  }

  @Test("a compressed body is returned decompressed, and a bomb stops at the limit")
  func compressed() async throws {
    let server = try HTTPTestServer { _ in [.reply(headers: [("Content-Encoding", "gzip")], body: gzipOfZeros)] }
    let whole = try await client().send(HTTPRequest(.get, server.url))
    #expect(whole.body == [UInt8](repeating: 0, count: 4096))
    #expect(await failure(client { $0.bodyBytes = 4095 }, server.url) == .responseTooLarge(limit: 4095))
  }

  @Test("redirects are followed up to their limit, and returned unchanged where the limit is 0")
  func redirects() async throws {
    let server = try HTTPTestServer { request in
      let hops = Int(request.path.dropFirst()) ?? 0
      return hops == 0 ? [.reply(text: "end")] : [.reply(302, headers: [("Location", "/\(hops - 1)")], text: "moved")]
    }
    let follower = client { $0.redirects = 3 }
    let response = try await follower.send(HTTPRequest(.get, "\(server.url)/3"))
    #expect(response.body == Array("end".utf8))
    #expect(response.url == "\(server.url)/0")
    #expect(await failure(follower, "\(server.url)/4") == .tooManyRedirects(limit: 3))
    #expect(try await client().send(HTTPRequest(.get, "\(server.url)/1")).status == 302)
  }

  @Test("many requests wait for one another where few may be in flight")
  func queueing() async throws {
    let server = try HTTPTestServer { [.reply(text: $0.path)] }
    let narrow = HTTPClient(policy: open, concurrency: 3)
    let bodies = await withTaskGroup(of: String.self) { group in
      for number in 0..<40 {
        group.addTask {
          let response = try? await narrow.send(HTTPRequest(.get, "\(server.url)/\(number)"))
          return String(decoding: response?.body ?? [], as: UTF8.self)
        }
      }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(bodies == Set((0..<40).map { "/\($0)" }))
  }

  @Test("a slow server delays nobody else")
  func isolation() async throws {
    let server = try HTTPTestServer { $0.path == "/slow" ? [.wait(milliseconds: 60_000)] : [.reply(text: "quick")] }
    let shared = client()
    let slow = Task { await failure(shared, "\(server.url)/slow") }
    #expect(try await shared.send(HTTPRequest(.get, server.url)).body == Array("quick".utf8))
    slow.cancel()
    #expect(await slow.value == .cancelled)
  }

  @Test("a client that goes away cancels what is in flight")
  func closing() async throws {
    let server = try HTTPTestServer { _ in [.wait(milliseconds: 60_000)] }
    var dropped: HTTPClient? = client()
    let started = try #require(dropped)
    let loop = Task { [weak started] in await Self.sendWeakly(started, server.url) }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    loop.cancel()
    dropped = nil
    #expect(await loop.value == .cancelled)
  }

  private static func sendWeakly(_ client: HTTPClient?, _ url: String) async -> HTTPFailure? {
    guard let client else { return .cancelled }
    return await failure(client, url)
  }

  @Test("Retry-After is read as seconds or as a date, and clamped")
  func retryAfter() async throws {
    let now = Timestamp(milliseconds: 1_800_000_000_000)
    let range = Duration.seconds(1)...Duration.seconds(3600)
    for (value, expected) in [
      ("120", 120), ("0", 1), ("999999999999999999999999", 3600), ("Fri, 15 Jan 2027 08:10:00 GMT", 600),
      ("Fri, 15 Jan 2021 08:10:00 GMT", 1), ("soon", nil), ("-5", nil), ("", nil),
    ] as [(String, Int?)] {
      let server = try HTTPTestServer { _ in [.reply(429, headers: [("Retry-After", value)])] }
      let response = try await client().send(HTTPRequest(.get, server.url))
      #expect(response.retryAfter(now: now, within: range) == expected.map { .seconds($0) }, "\(value)")
    }
  }
}
