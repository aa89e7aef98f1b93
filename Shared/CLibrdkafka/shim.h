#pragma once
#include <librdkafka/rdkafka.h>

/// rd_kafka_producev is variadic, and rd_kafka_produceva takes an array of a tagged union: this names its fields.
/// `headers` is owned by the library where the answer is no error, else still by the caller.
static inline rd_kafka_resp_err_t beacon_produce(
    rd_kafka_t *handle, const char *topic, int32_t partition, const void *key, size_t key_size, const void *value,
    size_t value_size, rd_kafka_headers_t *headers, void *opaque, char *reason, size_t reason_size) {
  rd_kafka_vu_t fields[7];
  size_t count = 0;
  fields[count].vtype = RD_KAFKA_VTYPE_TOPIC;
  fields[count++].u.cstr = topic;
  fields[count].vtype = RD_KAFKA_VTYPE_PARTITION;
  fields[count++].u.i32 = partition;
  fields[count].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  fields[count++].u.i = RD_KAFKA_MSG_F_COPY;
  fields[count].vtype = RD_KAFKA_VTYPE_OPAQUE;
  fields[count++].u.ptr = opaque;
  fields[count].vtype = RD_KAFKA_VTYPE_KEY;
  fields[count].u.mem.ptr = (void *)key;
  fields[count++].u.mem.size = key_size;
  fields[count].vtype = RD_KAFKA_VTYPE_VALUE;
  fields[count].u.mem.ptr = (void *)value;
  fields[count++].u.mem.size = value_size;
  if (headers) {
    fields[count].vtype = RD_KAFKA_VTYPE_HEADERS;
    fields[count++].u.headers = headers;
  }
  rd_kafka_error_t *error = rd_kafka_produceva(handle, fields, count);
  if (!error) return RD_KAFKA_RESP_ERR_NO_ERROR;
  rd_kafka_resp_err_t code = rd_kafka_error_code(error);
  if (reason_size > 0) {
    const char *text = rd_kafka_error_string(error);
    size_t at = 0;
    while (text[at] && at + 1 < reason_size) { reason[at] = text[at]; at++; }
    reason[at] = 0;
  }
  rd_kafka_error_destroy(error);
  return code;
}
