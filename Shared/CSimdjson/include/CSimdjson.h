#ifndef BEACON_CSIMDJSON_H
#define BEACON_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable parser. One thread at a time may use it.
typedef struct beacon_json_parser beacon_json_parser;

/// The outcome classes of a parse, coarser than simdjson's own.
enum {
  BEACON_JSON_OK = 0,
  BEACON_JSON_REFUSED = 1,
  BEACON_JSON_TOO_DEEP = 2,
  BEACON_JSON_NO_MEMORY = 3,
};

/// What a parse left behind: simdjson's DOM tape and its string buffer, valid until the parser is used again.
///
/// Tape words carry their type in the top byte and a payload below; strings lie in the buffer as a 32-bit length in
/// native byte order, the bytes, and a NUL. See simdjson's doc/tape.md.
typedef struct {
  int32_t outcome;
  const uint64_t *tape;
  const uint8_t *strings;
} beacon_json_tape;

/// NULL where memory is short.
beacon_json_parser *beacon_json_parser_create(void);
void beacon_json_parser_destroy(beacon_json_parser *parser);

/// Parses one document of `length` bytes, of at most `max_depth` nested arrays and objects.
beacon_json_tape beacon_json_parse(
    beacon_json_parser *parser, const uint8_t *bytes, size_t length, size_t max_depth);

#ifdef __cplusplus
}
#endif

#endif
