import Effects
import Files
import HTTPClient
import HostNames
import JSONCoding
import Models

/// The receiver kind `webhook`. Its settings: `{"type": "webhook", "id", "url", "secretFiles": ["/run/secrets/…"],
/// "allowPrivate"?, "allowHTTP"?}`.
package enum Webhook {
  package static let kind = ReceiverKind("webhook") { (id, accepts, json, context) throws(JSONError) in
    let address = try json.required("url")
    let url = try address.string()
    let allowsHTTP = try json.flag("allowHTTP")
    guard url.hasPrefix("https://") || allowsHTTP && url.hasPrefix("http://") else {
      throw address.invalid("found \"\(url)\"; expected an https address (or http with \"allowHTTP\": true)")
    }
    let policy = AddressPolicy(
      reach: try json.flag("allowPrivate") ? .any : .publicOnly, allowsPlainHTTP: allowsHTTP)
    if let reason = Webhook.refusal(ofHostIn: url, policy) {
      throw address.invalid(
        "found \"\(url)\", which is no public address (\(reason)); expected one (or any with \"allowPrivate\": true)")
    }
    var secrets: [WebhookSecret] = []
    for file in try json.strings("secretFiles") {
      let text: String
      do throws(FileError) {
        text = try context.secret(file)
      } catch {
        throw json.invalid("the secret file \(file) cannot be read: \(error.reason)")
      }
      guard let secret = WebhookSecret(text) else {
        throw json.invalid(
          "the first line of \(file) is no secret; expected whsec_ and base64 of 24 to 64 bytes")
      }
      secrets.append(secret)
    }
    guard !secrets.isEmpty else { throw json.invalid("found no secret; expected at least one of secretFiles") }
    return WebhookReceiver(
      id: id, url: url, secrets: secrets, accepts: accepts, client: HTTPClient(policy: policy, concurrency: 4),
      clock: context.clock)
  }

  /// Why the policy refuses the host of an address that is written in digits, which no name service can change; nil for
  /// other hosts and where it is allowed.
  private static func refusal(ofHostIn url: String, _ policy: AddressPolicy) -> String? {
    guard let host = HostName.host(of: url) else { return nil }
    return IPAddress(String(host.drop { $0 == "[" }.prefix { $0 != "]" })).flatMap(policy.refusal)
  }
}
