import CLibcurl
import Glibc

/// What all requests of a client have in common.
struct TransferSettings: Sendable {
  let policy: AddressPolicy
  let certificates: String?
  let userAgent: String
}

/// One request that libcurl performs. Only the loop's thread uses it, and libcurl calls the callbacks on that thread.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  let job: TransferJob
  private let policy: AddressPolicy
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var headers: [HTTPResponse.Header] = []
  private var headerBytes = 0
  private var isConnected = false
  /// Those of the present host: a redirect may lead to another.
  private var addresses = HostAddresses()
  private var body: [UInt8] = []
  /// Set before a callback stops the transfer: libcurl's own code does not say why.
  private var failure: HTTPFailure?

  /// Nil where the library cannot create a handle.
  init?(_ job: TransferJob, _ settings: TransferSettings) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.job = job
    policy = settings.policy
    setAddress(settings)
    setBounds()
    setHeaders()
    setCallbacks()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headerList)
  }

  private func setAddress(_ settings: TransferSettings) {
    let schemes = policy.allowsPlainHTTP ? "https,http" : "https"
    set(CURLOPT_URL, job.request.url)
    set(CURLOPT_PROTOCOLS_STR, schemes)
    set(CURLOPT_REDIR_PROTOCOLS_STR, schemes)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_NOPROXY, "*")
    set(CURLOPT_USERAGENT, settings.userAgent)
    set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
    // With the folder set as well, OpenSSL loads every certificate again for each connection.
    _ = beacon_curl_set_text(easy, CURLOPT_CAPATH, nil)
    if let certificates = settings.certificates { set(CURLOPT_CAINFO, certificates) }
  }

  private func setBounds() {
    let limits = job.limits
    set(CURLOPT_NOSIGNAL, 1)
    // A name that never resolves must not block the clean-up.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout.milliseconds)
    set(CURLOPT_TIMEOUT_MS, limits.totalTimeout.milliseconds)
    set(CURLOPT_FOLLOWLOCATION, limits.redirects > 0 ? 1 : 0)
    set(CURLOPT_MAXREDIRS, limits.redirects)
    _ = beacon_curl_set_large(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bodyBytes))
  }

  private func setHeaders() {
    var names: Set<String> = []
    for header in job.request.headers {
      names.insert(header.name.lowercased())
      // The library's form for a header with an empty value ends in a semicolon.
      headerList = curl_slist_append(
        headerList, header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    if job.request.method == .post {
      set(CURLOPT_POST, 1)
      _ = beacon_curl_set_large(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(job.request.body.count))
      // The library copies as many bytes as the size says.
      job.request.body.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress, !bytes.isEmpty {
          _ = beacon_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start)
        } else {
          set(CURLOPT_COPYPOSTFIELDS, "")
        }
      }
      for name in ["Expect", "Content-Type"] where !names.contains(name.lowercased()) {
        headerList = curl_slist_append(headerList, "\(name):")
      }
    }
    if let headerList { _ = beacon_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList) }
  }

  private func setCallbacks() {
    // The loop keeps the transfer for as long as the handle is in use.
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = beacon_curl_set_body_handler(
      easy, { @Sendable in Transfer.from($3)?.receiveBody($0, $1 * $2) ?? 0 }, context)
    _ = beacon_curl_set_header_handler(
      easy, { @Sendable in Transfer.from($3)?.receiveHeader($0, $1 * $2) ?? 0 }, context)
    _ = beacon_curl_set_open_socket(
      easy, { @Sendable context, _, address in Transfer.from(context)?.openSocket(address) ?? -1 }, context)
    _ = beacon_curl_set_connected(
      easy, { @Sendable context, peer, _, _, _ in Transfer.from(context)?.checkPeer(peer) ?? 1 }, context)
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func set(_ option: CURLoption, _ value: Int) { _ = beacon_curl_set_long(easy, option, value) }
  private func set(_ option: CURLoption, _ value: String) { _ = beacon_curl_set_text(easy, option, value) }
}

// MARK: Callbacks. Any result but the number of bytes, a descriptor or 0 ends the transfer.
extension Transfer {
  private func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard body.count + count <= job.limits.bodyBytes else {
      failure = .responseTooLarge(limit: job.limits.bodyBytes)
      return 0
    }
    body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    headerBytes += count
    guard headerBytes <= job.limits.headerBytes else {
      failure = .headersTooLarge(limit: job.limits.headerBytes)
      return 0
    }
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = []
      body = []
      addresses = HostAddresses()
    } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let value = line[line.utf8.index(after: colon)...].drop(while: \.isWhitespace)
      let end = value.lastIndex { !$0.isWhitespace }.map(value.index(after:)) ?? value.startIndex
      headers.append(HTTPResponse.Header(name: line[..<colon].lowercased(), value: String(value[..<end])))
    }
    return count
  }

  private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> Int32 {
    guard let address, let target = beacon_curl_address(address) else { return -1 }
    guard let ip = IPAddress(target, length: Int(address.pointee.addrlen)) else {
      addresses.refuse("an address of family \(address.pointee.family)", because: "only IP is used")
      return -1
    }
    guard addresses.allows(ip, by: policy) else { return -1 }
    return socket(
      address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
  }

  private func checkPeer(_ peer: UnsafeMutablePointer<CChar>?) -> Int32 {
    let text = peer.map { String(cString: $0) } ?? ""
    guard let ip = IPAddress(text), policy.refusal(of: ip) == nil else {
      failure = .addressRefused(address: text, reason: "the connection leads to another address than the one checked")
      return 1
    }
    isConnected = true
    return 0
  }
}

// MARK: Results
extension Transfer {
  func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
    guard code == CURLE_OK else { return .failure(failure ?? addresses.refusal ?? failure(of: code)) }
    var status = 0
    var address: UnsafePointer<CChar>?
    _ = beacon_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    _ = beacon_curl_get_text(easy, CURLINFO_EFFECTIVE_URL, &address)
    return .success(
      HTTPResponse(
        status: status, headers: headers, body: body, url: address.map { String(cString: $0) } ?? job.request.url))
  }

  private func failure(of code: CURLcode) -> HTTPFailure {
    let reason = String(cString: curl_easy_strerror(code)).lowercased()
    switch code {
    case CURLE_URL_MALFORMAT: return .invalidRequest("the address is malformed")
    // The library's code for a response that is not HTTP, too.
    case CURLE_UNSUPPORTED_PROTOCOL where isConnected && headerBytes == 0:
      return .malformedResponse("it does not begin as HTTP does")
    case CURLE_UNSUPPORTED_PROTOCOL:
      return .invalidRequest(
        "the address, or one it redirects to, is not \(policy.allowsPlainHTTP ? "http or https" : "https")")
    case CURLE_COULDNT_RESOLVE_HOST: return .unresolved
    case CURLE_COULDNT_CONNECT: return .unreachable(reason)
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_TOO_MANY_REDIRECTS: return .tooManyRedirects(limit: job.limits.redirects)
    case CURLE_FILESIZE_EXCEEDED: return .responseTooLarge(limit: job.limits.bodyBytes)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return .tls(reason)
    default: return .malformedResponse(reason)
    }
  }
}
