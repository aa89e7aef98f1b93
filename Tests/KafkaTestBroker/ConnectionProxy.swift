import Foundation

/// Stands between clients and a broker, and disturbs their connections on demand.
package final class ConnectionProxy: @unchecked Sendable {
  // `@unchecked Sendable`: what changes is only touched under `lock`.
  package enum Disturbance: Sendable {
    /// Every byte is passed on.
    case none
    /// Connections are closed, also in the middle of a frame, and new ones are closed at once.
    case cut
    /// What the broker sends is held back; what clients send still reaches it.
    case answersHeld
    /// Nothing is passed on in either direction.
    case silent
  }

  package let port: Int
  private let target: Int
  private let listener: Int32
  private let lock = NSLock()
  private var state = Disturbance.none
  private var open: Set<Int32> = []
  private var isClosed = false

  /// - Parameter target: the port of the broker on this machine; it need not listen yet.
  package init(to target: Int) throws {
    self.target = target
    port = try KafkaTestBroker.freePort()
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var reuse: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    let bound = KafkaTestBroker.withLoopbackAddress(port) { bind(listener, $0, $1) }
    guard bound == 0, listen(listener, 64) == 0 else {
      throw KafkaTestBroker.Failure.didNotStart(log: "the proxy cannot listen on \(port)")
    }
    Thread.detachNewThread { [self] in acceptAll() }
  }

  package func disturb(_ disturbance: Disturbance) {
    let victims = lock.withLock { () -> Set<Int32> in
      state = disturbance
      return disturbance == .cut ? open : []
    }
    for victim in victims { shutdown(victim, Int32(SHUT_RDWR)) }
  }

  /// Ends the proxy and its connections.
  package func close() {
    lock.withLock { isClosed = true }
    disturb(.cut)
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
  }

  private var current: Disturbance { lock.withLock { state } }

  private func acceptAll() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else {
        if lock.withLock({ isClosed }) { return }
        continue
      }
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      let broker = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      guard current != .cut, KafkaTestBroker.withLoopbackAddress(target, { connect(broker, $0, $1) }) == 0 else {
        Glibc.close(client)
        Glibc.close(broker)
        continue
      }
      lock.withLock { open.formUnion([client, broker]) }
      let ends = Ends(client: client, broker: broker)
      Thread.detachNewThread { [self] in pass(from: ends.client, to: ends.broker, ends, holding: [.silent]) }
      Thread.detachNewThread { [self] in
        pass(from: ends.broker, to: ends.client, ends, holding: [.silent, .answersHeld])
      }
    }
  }

  /// The two sockets of one connection; the second direction that ends closes them.
  private final class Ends: @unchecked Sendable {
    // `@unchecked Sendable`: `left` is only touched under the proxy's lock.
    let client: Int32
    let broker: Int32
    var left = 2

    init(client: Int32, broker: Int32) {
      self.client = client
      self.broker = broker
    }
  }

  private func pass(from source: Int32, to sink: Int32, _ ends: Ends, holding: Set<Disturbance>) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    loop: while true {
      let count = recv(source, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      while holding.contains(current) { usleep(20_000) }
      var sent = 0
      while sent < count {
        let written = buffer.withUnsafeBytes {
          send(sink, $0.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
        }
        guard written > 0 else { break loop }
        sent += written
      }
    }
    shutdown(ends.client, Int32(SHUT_RDWR))
    shutdown(ends.broker, Int32(SHUT_RDWR))
    let isLast = lock.withLock { () -> Bool in
      ends.left -= 1
      if ends.left == 0 { open.subtract([ends.client, ends.broker]) }
      return ends.left == 0
    }
    guard isLast else { return }
    Glibc.close(ends.client)
    Glibc.close(ends.broker)
  }
}
