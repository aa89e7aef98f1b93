#pragma once
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdarg.h>

static inline void beacon_mhd_quiet(void *context, const char *format, va_list arguments) {
  (void)context;
  (void)format;
  (void)arguments;
}

/// MHD_start_daemon is variadic: this names the options that Beacon sets. One thread with epoll serves all connections.
static inline struct MHD_Daemon *beacon_mhd_start(
    const struct sockaddr *address, MHD_AccessHandlerCallback handler, void *context, unsigned int connections,
    unsigned int timeout_seconds) {
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG | (address->sa_family == AF_INET6 ? MHD_USE_IPv6 : 0), 0, NULL,
      NULL, handler, context, MHD_OPTION_EXTERNAL_LOGGER, &beacon_mhd_quiet, NULL, MHD_OPTION_SOCK_ADDR, address,
      MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, timeout_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(32 * 1024),
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

/// The port that the daemon listens on; 0 where it cannot be told.
static inline unsigned int beacon_mhd_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}
