/// A GET request without a body, because Beacon's endpoints are read-only. A HEAD request is passed on as one too, and
/// its response is sent without the body.
package struct HTTPRequest: Sendable {
  /// The path, percent-decoded and without the query, for example `/metrics`.
  package let path: String

  package init(path: String) { self.path = path }
}

/// A whole response, which the handler returns.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var contentType: String
  package var body: [UInt8]

  package init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  package init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", text: String) {
    self.init(status: status, contentType: contentType, body: Array(text.utf8))
  }
}
