#pragma once
#include <curl/curl.h>
#include <stddef.h>
#include <sys/socket.h>

/// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic: these have the types that the options take.
static inline CURLcode beacon_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode beacon_curl_set_large(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

/// The library copies the text; NULL resets the option.
static inline CURLcode beacon_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode beacon_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*beacon_curl_bytes)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode beacon_curl_set_body_handler(CURL *easy, beacon_curl_bytes handler, void *context) {
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
  return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, handler);
}

static inline CURLcode beacon_curl_set_header_handler(CURL *easy, beacon_curl_bytes handler, void *context) {
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
  return curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, handler);
}

typedef curl_socket_t (*beacon_curl_open)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode beacon_curl_set_open_socket(CURL *easy, beacon_curl_open handler, void *context) {
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, handler);
}

typedef int (*beacon_curl_connected)(void *context, char *peer, char *local, int peer_port, int local_port);

static inline CURLcode beacon_curl_set_connected(CURL *easy, beacon_curl_connected handler, void *context) {
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, handler);
}

static inline CURLcode beacon_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

/// The text belongs to the handle and lives until its next transfer.
static inline CURLcode beacon_curl_get_text(CURL *easy, CURLINFO info, const char **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode beacon_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

/// The whole address: `addr` alone has 16 bytes, an IPv6 address has 28 that follow on in the structure.
static inline const struct sockaddr *beacon_curl_address(const struct curl_sockaddr *address) {
  return &address->addr;
}

/// The next finished transfer; NULL where there is none.
static inline CURL *beacon_curl_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  for (CURLMsg *message = curl_multi_info_read(multi, &left); message; message = curl_multi_info_read(multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
