#pragma once
#include <stddef.h>

/// What a parse tells its owner. The bytes live during the call only; names are in lower case.
/// A callback that answers anything but 0 stops the parse.
typedef struct {
  int (*start_element)(void *context, const char *name);
  int (*end_element)(void *context, const char *name);
  int (*text)(void *context, const char *bytes, size_t count);
} beacon_html_handler;

/// Parses HTML in valid UTF-8, whatever encoding it claims. The network is never used and nothing is printed.
/// 0 where the parser could not be made, else 1. Scripts and style sheets come as no text.
int beacon_html_parse(const char *bytes, int count, beacon_html_handler handler, void *context);
