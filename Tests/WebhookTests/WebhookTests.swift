import AlertReceivers
import Effects
import Files
import Foundation
import HTTPClient
import HTTPTestServer
import JSONCoding
import Models
import Testing

@testable import Webhook

@Suite struct WebhookTests {
  private static let now = Timestamp(milliseconds: 1_700_000_000_000)
  private static let secretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  private let task = EffectTask(
    receiver: "desk", record: "r1", type: "beacon.alert.v1", value: Array(#"{"id":"a"}"#.utf8), time: Self.now)

  private func receiver(
    _ url: String, reach: AddressPolicy.Reach = .any, limits: HTTPLimits = WebhookReceiver.limits
  ) throws -> WebhookReceiver {
    WebhookReceiver(
      id: "desk", url: url, secrets: [try #require(WebhookSecret(Self.secretText))], accepts: { _ in true },
      client: HTTPClient(policy: AddressPolicy(reach: reach, allowsPlainHTTP: true)), limits: limits,
      clock: { Self.now })
  }

  private static func response(_ status: String, _ headers: String = "") -> [HTTPTestServer.Step] {
    [.send(Array("HTTP/1.1 \(status)\r\n\(headers)content-length: 0\r\nconnection: close\r\n\r\n".utf8))]
  }

  /// A response of 41 bytes, one at a time.
  private static func drips(pause: Int) -> [HTTPTestServer.Step] {
    "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc".utf8.flatMap { [.send([$0]), .wait(milliseconds: pause)] }
  }

  /// The example of the Standard Webhooks specification's reference libraries.
  @Test("A signature is that of the specification's reference libraries")
  func signature() throws {
    let secret = try #require(WebhookSecret(Self.secretText))
    let payload = Array(#"{"test": 2432232314}"#.utf8)
    #expect(
      secret.signature(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, payload: payload)
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test(
    "A secret of another form or length is refused",
    arguments: [
      "", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_AAAA", "whsec_!!",
      "whsec_" + String(repeating: "A", count: 100),
    ])
  func badSecrets(text: String) { #expect(WebhookSecret(text) == nil) }

  @Test("A delivery is one signed POST with the record inside")
  func delivers() async throws {
    let server = try HTTPTestServer { _ in Self.response("204 No Content") }
    #expect(try await receiver(server.url + "/hook").perform(task) == .done("status 204"))
    let request = try #require(server.requests.first)
    #expect(server.requests.count == 1 && request.method == "POST" && request.path == "/hook")
    #expect(request.headers["webhook-id"] == task.id)
    #expect(request.headers["webhook-timestamp"] == "1700000000")
    #expect(request.headers["content-type"] == "application/json")
    let body = #"{"type":"beacon.alert.v1","timestamp":"2023-11-14T22:13:20Z","data":{"id":"a"}}"#
    #expect(String(decoding: request.body, as: UTF8.self) == body)
    let secret = try #require(WebhookSecret(Self.secretText))
    #expect(
      request.headers["webhook-signature"]
        == secret.signature(id: task.id, timestamp: 1_700_000_000, payload: request.body))
  }

  @Test("The body is JSON whatever the type of the record is")
  func type() {
    let task = EffectTask(
      receiver: "desk", record: "r", type: "a\"b\n", value: Array(#"{"id":"a"}"#.utf8), time: Self.now)
    let body = #"{"type":"a\"b\n","timestamp":"2023-11-14T22:13:20Z","data":{"id":"a"}}"#
    #expect(String(decoding: WebhookReceiver.payload(of: task), as: UTF8.self) == body)
  }

  @Test("A receiver that responds with an error gets the record again, not earlier than it asks for")
  func failures() async throws {
    let cases: [(String, String, EffectOutcome)] = [
      ("500 Internal Server Error", "", .failed("status 500")),
      ("404 Not Found", "", .failed("status 404")),
      ("429 Too Many Requests", "retry-after: 120\r\n", .failed("status 429", after: .seconds(120))),
      ("503 Service Unavailable", "retry-after: 99999999\r\n", .failed("status 503", after: .seconds(300))),
      ("410 Gone", "", .refused("status 410: the receiver does not want this record")),
    ]
    for (status, headers, expected) in cases {
      let server = try HTTPTestServer { _ in Self.response(status, headers) }
      #expect(try await receiver(server.url).perform(task) == expected)
    }
  }

  @Test("A redirect is not followed, also not to a private address")
  func redirects() async throws {
    let target = try HTTPTestServer { _ in Self.response("200 OK") }
    let server = try HTTPTestServer { _ in
      Self.response("302 Found", "location: \(target.url)/secret\r\n")
    }
    let outcome = try await receiver(server.url).perform(task)
    guard case .failed(let reason, nil) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason.contains("302") && target.requests.isEmpty)
  }

  @Test("A private address gets no request unless the operator allows it, and the delivery is repeated")
  func privateAddress() async throws {
    let server = try HTTPTestServer { _ in Self.response("200 OK") }
    let outcome = try await receiver(server.url, reach: .publicOnly).perform(task)
    guard case .failed(let reason, nil) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason.contains("loopback") && server.requests.isEmpty)
  }

  @Test("A malformed address is refused: no repetition can succeed")
  func malformedAddress() async throws {
    let outcome = try await receiver("https://desk.example/a b").perform(task)
    guard case .refused(let reason) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason.contains("white space"))
  }

  @Test("An endless response, one that breaks off and one that never comes are failures to be repeated")
  func brokenServers() async throws {
    let endless = try HTTPTestServer { _ in
      [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .sendForever([UInt8](repeating: 0x20, count: 4096))]
    }
    let broken = try HTTPTestServer { _ in [.send(Array("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx".utf8)), .reset]
    }
    for url in [endless.url, broken.url, "http://127.0.0.1:1"] {
      let outcome = try await receiver(url).perform(task)
      guard case .failed = outcome else {
        Issue.record("\(url): \(outcome)")
        continue
      }
    }
  }

  @Test("A slow receiver gets its delivery within the time that it has; one that is slower fails and is asked again")
  func slowServers() async throws {
    let slow = try HTTPTestServer { _ in Self.drips(pause: 5) }
    #expect(try await receiver(slow.url).perform(task) == .done("status 200"))
    let limits = HTTPLimits(totalTimeout: .milliseconds(500), redirects: 0)
    let late: [[HTTPTestServer.Step]] = [Self.drips(pause: 200), [.wait(milliseconds: 3000)] + Self.response("200 OK")]
    for steps in late {
      let server = try HTTPTestServer { _ in steps }
      let outcome = try await receiver(server.url, limits: limits).perform(task)
      guard case .failed(let reason, nil) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(reason.contains("time"), "\(reason)")
      #expect(server.requests.count == 1)
    }
  }

  @Test("A slow receiver delays no other")
  func slowBesideQuick() async throws {
    let slow = try HTTPTestServer { _ in [.wait(milliseconds: 60_000)] }
    let quick = try HTTPTestServer { _ in Self.response("200 OK") }
    let client = HTTPClient(policy: AddressPolicy(reach: .any, allowsPlainHTTP: true))
    let secret = try #require(WebhookSecret(Self.secretText))
    let receivers = [slow, quick].map {
      WebhookReceiver(
        id: "desk", url: $0.url, secrets: [secret], accepts: { _ in true }, client: client, clock: { Self.now })
    }
    let waiting = Task { await receivers[0].perform(task) }
    for _ in 0..<20 { #expect(await receivers[1].perform(task) == .done("status 200")) }
    #expect(slow.requests.count <= 1)
    waiting.cancel()
    guard case .failed = await waiting.value else {
      Issue.record("a delivery that is cancelled is repeated")
      return
    }
  }

  @Test("Settings that cannot work are refused with their place in the file, and secrets are never in the message")
  func settings() throws {
    let context = ReceiverContext(
      secret: { (path) throws(FileError) in
        guard path != "absent" else { throw FileError("open", path, code: ENOENT) }
        return path == "good" ? Self.secretText : "hunter2"
      }, clock: { Self.now })
    func message(_ text: String) -> String? {
      do {
        _ = try ReceiverFile.receivers(in: Array(text.utf8), kinds: [Webhook.kind], context: context)
        return nil
      } catch {
        return error.description
      }
    }
    let good = #"{"type":"webhook","id":"desk","url":"https://x.example/h","secretFiles":["good"],"level":"warning"}"#
    #expect(message("[\(good)]") == nil)
    for (text, part) in [
      ("[\(good),\(good)]", "used twice"), ("[\(good.replacing("https", with: "http"))]", "expected an https address"),
      ("[\(good.replacing("x.example", with: "10.0.0.5"))]", "no public address (private use)"),
      ("[\(good.replacing("x.example", with: "[::1]"))]", "no public address (loopback)"),
      ("[\(good.replacing("good", with: "bad"))]", "the first line of bad is no secret"),
      ("[\(good.replacing("good", with: "absent"))]", "absent cannot be read: No such file or directory"),
      ("[\(good.replacing(#""good""#, with: ""))]", "no secret"),
      ("[\(good.replacing("webhook", with: "pigeon"))]", "expected one of webhook"),
      ("[\(good.replacing("desk", with: "Desk 1"))]", "lower-case"),
      ("[\(good.replacing("warning", with: "red"))]", "watch, advisory"),
    ] {
      let found = try #require(message(text), "\(text) was taken")
      #expect(found.contains(part) && found.contains("$[") && !found.contains("hunter2"), "\(found)")
    }
  }
}
