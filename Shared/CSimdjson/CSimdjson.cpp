#include "CSimdjson.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace {
constexpr size_t smallest_capacity = 16 * 1024;
/// Buffers for more than this are given back before the next smaller document.
constexpr size_t kept_capacity = 2 * 1024 * 1024;

size_t capacity_for(size_t length) {
  size_t capacity = smallest_capacity;
  while (capacity < length) { capacity *= 2; }
  return capacity;
}
}  // namespace

struct beacon_json_parser {
  std::unique_ptr<simdjson::dom::parser> parser;
  std::unique_ptr<uint8_t[]> padded;
  size_t capacity = 0;
  size_t max_depth = 0;

  bool prepare(size_t length, size_t depth) {
    bool fits = parser && length <= capacity && (capacity <= kept_capacity || length > kept_capacity);
    if (fits && depth == max_depth) { return true; }
    if (!fits) {
      size_t wanted = capacity_for(length);
      capacity = 0;
      parser.reset();
      padded.reset(new (std::nothrow) uint8_t[wanted + simdjson::SIMDJSON_PADDING]);
      parser.reset(new (std::nothrow) simdjson::dom::parser());
      if (!padded || !parser) { return false; }
      capacity = wanted;
    }
    max_depth = depth;
    if (parser->allocate(capacity, depth) != simdjson::SUCCESS ||
        (parser->doc.capacity() < capacity && parser->doc.allocate(capacity) != simdjson::SUCCESS)) {
      capacity = 0;
      return false;
    }
    return true;
  }
};

extern "C" {

beacon_json_parser *beacon_json_parser_create(void) { return new (std::nothrow) beacon_json_parser(); }

void beacon_json_parser_destroy(beacon_json_parser *parser) { delete parser; }

beacon_json_tape beacon_json_parse(
    beacon_json_parser *self, const uint8_t *bytes, size_t length, size_t max_depth) {
  // simdjson counts the level below the innermost container.
  if (!self->prepare(length, max_depth + 1)) { return {BEACON_JSON_NO_MEMORY, nullptr, nullptr}; }
  if (length > 0) { std::memcpy(self->padded.get(), bytes, length); }
  std::memset(self->padded.get() + length, 0, simdjson::SIMDJSON_PADDING);
  switch (self->parser->parse(self->padded.get(), length, false).error()) {
    case simdjson::SUCCESS:
      return {BEACON_JSON_OK, self->parser->doc.tape.get(), self->parser->doc.string_buf.get()};
    case simdjson::DEPTH_ERROR: return {BEACON_JSON_TOO_DEEP, nullptr, nullptr};
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return {BEACON_JSON_NO_MEMORY, nullptr, nullptr};
    default: return {BEACON_JSON_REFUSED, nullptr, nullptr};
  }
}
}
